import { withoutLostNulls } from '../run/null-faults';
import { judgeServed, judgeTrained, oracleOf, together } from '../run/trial';
import type { Findings } from '../run/trial';
import type { Mismatch } from '../run/judge';
import type { Request } from '../fraud/world';
import { atTheBoundary } from './at-the-boundary';
import { outcomeOf } from './check';
import type { Check } from './check';

/**
 * M2: a row one microsecond after t never counts, one at t or just before it does; nor does one that is a microsecond
 * beyond its TTL; on both paths.
 */
export const justAfterAndBefore: Check = async (context) => {
  const { around, labels, made, requests, served, set, t, world } = await atTheBoundary(context);
  const oracle = oracleOf(context);
  const trained = judgeTrained(context, world, labels, set, oracle);
  const answered = judgeServed(context, world, { end: t, now: t, requests }, [made], served, oracle);
  return outcomeOf(ofMicroseconds(withoutLostNulls(together([trained, answered])), requests.slice(around)), 'boundary');
};

/** Who takes what is seconds beyond its TTL, too, does not know the TTL: that is T1's. */
function ofMicroseconds(findings: Findings, [justExpired, expired]: readonly Request[]): Findings {
  const isOf = ({ request }: Mismatch, { customer_id }: Request): boolean => request.customer_id === customer_id;
  const isAlsoWrong = ({ path, view }: Mismatch): boolean =>
    findings.mismatches.some((other) => isOf(other, expired) && other.path === path && other.view === view);
  const mismatches = findings.mismatches.filter(
    (one) => !isOf(one, expired) && !(isOf(one, justExpired) && isAlsoWrong(one)),
  );
  return { ...findings, mismatches };
}
