import { CHECK_IDS } from '../check-list';
import type { CheckId } from '../check-list';
import type { Graded } from '../details';
import type { WrongSubmission } from './wrong-submission';

/** What is not as the corpus says of this submission: nothing where all is. */
export function surprises(
  expected: Pick<WrongSubmission, 'fails' | 'cause' | 'notice'>,
  { result, details }: Graded,
): string[] {
  const out: string[] = [];
  const failed = result.checks.filter(({ status }) => status === 'failed').map(({ id }) => id);
  const broken = result.checks.filter(({ status }) => status === 'error');
  for (const { id, message } of broken) out.push(`${id} is the grader's fault: ${message ?? ''}`);
  if (failed.join() !== expected.fails.join()) {
    const why = result.checks
      .filter(({ status }) => status === 'failed')
      .map(({ id, message }) => `\n      ${id} ${message ?? ''}`);
    out.push(`${failed.join(' ') || 'nothing'} failed, ${expected.fails.join(' ') || 'nothing'} was to${why.join('')}`);
  }
  const first = result.checks.find(({ status }) => status === 'failed');
  if (first && expected.cause !== undefined && first.cause !== expected.cause) {
    out.push(`the cause of ${first.id} is ${String(first.cause)}, not ${expected.cause}: ${first.message ?? ''}`);
  }
  const { notice } = expected;
  if (notice && !details.notices.some(({ text }) => notice.test(text.en)))
    out.push(`nothing mentions ${String(notice)}`);
  const all = result.checks.every(({ status }) => status !== 'not_run');
  if (expected.fails.length === 0 && all && result.score !== 100)
    out.push(`the score is ${String(result.score)}, not 100`);
  if (expected.fails.includes('S0') !== (result.score === null)) out.push(`the score is ${String(result.score)}`);
  return out;
}

/** Checks that are the only one to fail of none of these. */
export function withoutAKill(all: readonly (readonly CheckId[])[]): CheckId[] {
  return CHECK_IDS.filter((id) => !all.some((fails) => fails.length === 1 && fails[0] === id));
}
