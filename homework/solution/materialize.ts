// node materialize.ts --data DIR --end ISO --online DIR
import { resolve } from 'node:path';
import { openFeatureStore } from 'featlab';
import { readArguments } from './arguments.ts';

const { data, end, online } = readArguments('data', 'end', 'online');

const variables = { DATA_DIR: resolve(data), ONLINE_DIR: resolve(online) };
const store = await openFeatureStore(import.meta.dirname, { now: end, variables });
await store.apply();
// From the beginning each time, not an increment: a late row may be older than the last end, and written before it.
// What is stored gives way only to newer rows, so any order of ends leaves the same store.
const results = await store.materialize(null, end);
for (const { view, written } of results) console.error(`${view}: ${String(written)} keys written`);
await store.close();
