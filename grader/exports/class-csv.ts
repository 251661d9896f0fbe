import { CHECK_IDS } from '../check-list';
import { STATE_NAMES } from '../reports/graded-submission';
import type { ClassRecord } from '../reports/class-record';
import { toCsv } from './csv';

const HEAD = ['submission', 'members', 'state', 'grade', 'score', 'days_late', 'penalty', 'isolation'];

/** A row for each submission, a column for each check with its status. */
export function classCsv({ submissions }: ClassRecord): string {
  const rows = submissions.map(({ grade, lateness, members, name, result, state }) => [
    name,
    members.join(' + '),
    STATE_NAMES[state],
    grade,
    result.score,
    lateness.days,
    lateness.penalty,
    result.isolation,
    ...CHECK_IDS.map((id) => result.checks.find((check) => check.id === id)?.status ?? null),
    result.digest,
  ]);
  return toCsv([...HEAD, ...CHECK_IDS, 'digest'], rows);
}
