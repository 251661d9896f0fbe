import type { Context } from '../run/context';
import type { Mismatch } from '../run/judge';
import { askStore } from '../run/trial';
import { shown } from '../run/values';
import { requestOf } from '../worlds/plain-world';
import { manyKeys } from './many-keys';
import { once } from './once';

/** What is wrong of the store with many keys that an undisturbed run made, each key asked for once. */
const wrongAtRest = once(async (context: Context): Promise<readonly Mismatch[]> => {
  const { asked, end, made, online, world } = await manyKeys(context);
  const findings = await askStore(context, world, online, { end, requests: asked.map(requestOf) }, [made]);
  return findings.mismatches;
});

/** Of what is wrong with a store of the same keys, what is not so anyway: a fault of size or of a TTL is another check's. */
export async function notAlsoAtRest(context: Context, found: readonly Mismatch[]): Promise<readonly Mismatch[]> {
  if (found.length === 0) return found;
  const atRest = new Set((await wrongAtRest(context)).map(told));
  return found.filter((one) => !atRest.has(told(one)));
}

function told({ field, got, request }: Mismatch): string {
  return JSON.stringify([request.customer_id, request.merchant_id, field, shown(got)]);
}
