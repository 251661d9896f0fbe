// node serve.ts --online DIR --now ISO: a request a line on stdin, an answer a line on stdout
import { resolve } from 'node:path';
import { openFeatureStore } from 'featlab';
import { readArguments } from './arguments.ts';
import { fraudDetection } from './features.ts';
import { answer, requests, type Answer } from './requests.ts';

const { online, now } = readArguments('online', 'now');

const store = await openFeatureStore(import.meta.dirname, { now, variables: { ONLINE_DIR: resolve(online) } });
for await (const { customer_id, merchant_id } of requests()) {
  const entityRows = [{ customer_id, merchant_id }];
  const response = await store.getOnlineFeatures({ features: fraudDetection, entityRows });
  answer(response.toRows()[0] as unknown as Answer);
}
await store.close();
