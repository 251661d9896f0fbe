import type { Context } from '../run/context';
import type { Mismatch } from '../run/judge';
import { askStore } from '../run/trial';
import { shown } from '../run/values';
import { requestOf } from '../worlds/plain-world';
import type { ManyKeys } from './many-keys';

/**
 * Of what is wrong with a store of `keys`, what the undisturbed run's does not say too, each key asked for once: a fault
 * of size or of a TTL is another check's.
 */
export async function notAlsoAtRest(
  context: Context,
  { asked, end, made, online, world }: ManyKeys,
  found: readonly Mismatch[],
): Promise<readonly Mismatch[]> {
  if (found.length === 0) return found;
  const { mismatches } = await askStore(context, world, online, { end, requests: asked.map(requestOf) }, [made]);
  const atRest = new Set(mismatches.map(told));
  return found.filter((one) => !atRest.has(told(one)));
}

function told({ field, got, request }: Mismatch): string {
  return JSON.stringify([request.customer_id, request.merchant_id, field, shown(got)]);
}
