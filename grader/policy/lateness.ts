import { DAY } from './duration';
import type { Policy } from './policy';

export interface Lateness {
  /** Days begun after the due time, extension included; null where the time of one of the two is not known. */
  readonly days: number | null;
  /** Points taken off. */
  readonly penalty: number;
  /** After the last day nothing counts. */
  readonly accepted: boolean;
}

const IN_TIME: Lateness = { days: 0, penalty: 0, accepted: true };

/**
 * How late a submission is, and what that costs.
 * @param names of those who share it: the longest of their extensions counts
 * @param submittedAt epoch milliseconds, null where not known: then nothing is taken off
 */
export function latenessOf(names: readonly string[], submittedAt: number | null, policy: Policy): Lateness {
  if (policy.due === null) return IN_TIME;
  if (submittedAt === null) return { ...IN_TIME, days: null };
  const days = Math.ceil(Math.max(0, submittedAt - dueOf(names, policy.due, policy)) / DAY);
  const { freeDays, pointsPerDay, lastDay } = policy.late;
  return {
    days,
    penalty: Math.max(0, days - freeDays) * pointsPerDay,
    accepted: lastDay === null || days <= lastDay,
  };
}

function dueOf(names: readonly string[], due: number, { extensions }: Policy): number {
  const own = names.map((name) => {
    const extension = extensions.get(name);
    if (extension === undefined) return due;
    return 'until' in extension ? extension.until : due + extension.more;
  });
  return Math.max(due, ...own);
}
