import { judgeServed, judgeTrained, oracleOf, together } from '../run/trial';
import type { Findings } from '../run/trial';
import type { Mismatch } from '../run/judge';
import type { Request } from '../fraud/world';
import { atTheBoundary } from './at-the-boundary';
import { outcomeOf } from './check';
import type { Check } from './check';

/**
 * M2: a row one microsecond after t never counts, one at t or just before it does; nor does one that is a microsecond
 * beyond its TTL, and one that is a microsecond within it does; on both paths.
 */
export const justAfterAndBefore: Check = async (context) => {
  const { around, labels, made, requests, served, set, t, world } = await atTheBoundary(context);
  const oracle = oracleOf(context);
  const trained = judgeTrained(context, world, labels, set, oracle);
  const answered = judgeServed(context, world, { end: t, now: t, requests }, [made], served, oracle);
  return outcomeOf(ofMicroseconds(together([trained, answered]), requests.slice(around)), 'boundary');
};

/** Who is wrong beside the TTL by whole milliseconds too, at the key that follows, does not know the TTL: that is T1's. */
function ofMicroseconds(findings: Findings, aged: readonly Request[]): Findings {
  const placeOf = ({ request }: Mismatch): number => aged.findIndex((one) => one.customer_id === request.customer_id);
  const isMine = (mismatch: Mismatch): boolean => {
    const place = placeOf(mismatch);
    if (place < 0) return true;
    const isAlsoWrong = (other: Mismatch): boolean =>
      placeOf(other) === place + 1 && other.path === mismatch.path && other.view === mismatch.view;
    return place % 2 === 0 && !findings.mismatches.some(isAlsoWrong);
  };
  return { ...findings, mismatches: findings.mismatches.filter(isMine) };
}
