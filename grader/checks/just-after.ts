import { judgeServed, judgeTrained, oracleOf, together } from '../run/trial';
import { atTheBoundary } from './at-the-boundary';
import { outcomeOf } from './check';
import type { Check } from './check';

/** M2: a row one microsecond after t never counts, one at t or just before it does; on both paths. */
export const justAfterAndBefore: Check = async (context) => {
  const { labels, made, requests, served, set, t, world } = await atTheBoundary(context);
  const oracle = oracleOf(context);
  const trained = judgeTrained(context, world, labels, set, oracle);
  const answered = judgeServed(context, world, { end: t, now: t, requests }, [made], served, oracle);
  return outcomeOf(together([trained, answered]), 'boundary');
};
