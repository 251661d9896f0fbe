import type { Context } from '../run/context';
import type { FormFault, Mismatch } from '../run/judge';
import { askStore, isClean } from '../run/trial';
import type { Findings } from '../run/trial';
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
  found: Findings,
): Promise<Findings> {
  if (isClean(found)) return found;
  const requests = asked.map(requestOf);
  const { faults, mismatches } = await askStore(context, world, online, { end, requests }, [made]);
  const atRest = new Set([...faults, ...mismatches].map(told));
  const isNew = (one: FormFault | Mismatch): boolean => !atRest.has(told(one));
  return { ...found, faults: found.faults.filter(isNew), mismatches: found.mismatches.filter(isNew) };
}

function told(one: FormFault | Mismatch): string {
  const said = 'field' in one ? [one.field, shown(one.got)] : [one.kind];
  return JSON.stringify([one.request?.customer_id, one.request?.merchant_id, ...said]);
}
