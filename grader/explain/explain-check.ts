import { CHECK_IDS, CHECKS } from '../check-list';
import type { CheckId } from '../check-list';
import { printable } from '../batch/printable';
import { isoOf } from '../fraud/micros';
import type { Row } from '../fraud/world';
import { gradeSubmission } from '../grade-submission';
import { choose, GraderError } from '../grader-error';
import type { GradeOptions } from '../grading';
import { waitsFor } from '../reports/reported-check';
import { WORDS } from '../reports/words';
import type { Failure } from '../run/failure';

/** Characters of a line. */
const LONGEST = 1000;

const NOT_RUN = { status: 'not_run', cause: null, message: null } as const;

export interface ExplainOptions {
  readonly folder: string;
  readonly check: string;
  /** Of the submission when it was graded. */
  readonly digest: string;
  readonly options: GradeOptions;
}

/**
 * Runs one check of a submission again, on the data of its seed, and tells what failed with every source row of the
 * smallest case. For the instructor: hidden data is in it.
 * @throws GraderError for an unknown check, or where the submission is not the one that was graded
 */
export async function explainCheck({ folder, check, digest, options }: ExplainOptions): Promise<string> {
  const id = CHECK_IDS.find((one) => one === check.toUpperCase());
  if (!id) throw new GraderError(`there is no check ${check}`, choose(check, CHECK_IDS));
  const failures = new Map<CheckId, Failure>();
  // What decides which views are judged runs too.
  const { result } = await gradeSubmission(folder, {
    ...options,
    only: ['E1', 'E2', id],
    onFailure: (failed, failure) => failures.set(failed, failure),
  });
  if (result.digest !== digest) {
    throw new GraderError(`${folder} has changed since it was graded`, 'grade it again, then explain');
  }
  const { status, cause, message } = result.checks.find((one) => one.id === id) ?? NOT_RUN;
  const waits = status === 'not_run' ? waitsFor(id, result.checks) : null;
  const { title, help } = CHECKS[id];
  const language = options.language ?? 'en';
  const failure = failures.get(id);
  return [
    `${id} ${title[language]}: ${status}${cause === null ? '' : ` (${cause})`}, seed ${String(options.seed)}`,
    ...(waits === null ? [] : [`${WORDS.waitsFor[language]} ${waits}, ${CHECKS[waits].title[language]}`]),
    ...(failure ? [failure.message[language], ...casesOf(failure)].map((line) => printable(line, LONGEST)) : []),
    // The grader's own fault, which is no failure of the submission's.
    ...(status === 'error' && message !== null ? message.split('\n').map((line) => printable(line, LONGEST)) : []),
    ...(status === 'failed' ? ['', help[language]] : []),
    '',
  ].join('\n');
}

function casesOf({ failure, rows = [] }: Failure): string[] {
  if (!failure) return [];
  const [one, other] = failure.path === 'both' ? ['trained ', 'served  '] : ['expected', 'got     '];
  return [
    '',
    `  request   ${failure.request}`,
    `  at        ${failure.at}`,
    `  field     ${failure.field}`,
    `  ${one}  ${failure.expected}`,
    `  ${other}  ${failure.got}`,
    ...(rows.length === 0 ? [] : ['', '  every source row of that key, oldest first:']),
    ...rows.map((row) => `  ${textOf(row)}`),
  ];
}

/** A line of the table: times in ISO, a mark of nothing. */
function textOf(row: Row): string {
  return Object.entries(row)
    .map(([name, value]) => `${name}=${isTime(name) && value !== null ? isoOf(value) : String(value)}`)
    .join('  ');
}

function isTime(name: string): boolean {
  return name === 'event_timestamp' || name === 'created';
}
