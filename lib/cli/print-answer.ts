import { jsonValue } from '../columns/json-value';
import type { Answer, CommonOptions } from './answer';
import { printFailure } from './print-error';

/** @returns the exit code */
export function printAnswer(answer: Answer, { json }: CommonOptions): number {
  process.stdout.write(json ? `${JSON.stringify(jsonValue(answer.json))}\n` : `${answer.text()}\n`);
  if (!answer.failed) return 0;
  printFailure(answer.failed.problem, answer.failed.fix);
  return 1;
}
