import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';

import { gradeApart } from '../../batch/grade-apart';
import { gradeClass } from '../../batch/grade-class';
import { CLASS_FOLDER, CLASS_PAGE } from '../../batch/out-files';
import { printable } from '../../batch/printable';
import { startProgress, timeText } from '../../batch/progress';
import { formatChange, formatNumber } from '../../reports/format-number';
import type { ClassRecord } from '../../reports/class-record';
import { LAYERS, proveIsolation } from '../../sandbox/canaries';
import type { Terminal } from '../terminal';

interface Flags {
  readonly out: string;
  readonly seed?: number;
  readonly jobs: number;
  readonly policy?: string;
  readonly comments?: string;
  readonly only?: string[];
  readonly again?: true;
  readonly allowUnsafe?: true;
}

/** `grade SUBMISSIONS_DIR --out OUT`, the command that needs no name. */
export function addGrade(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  program
    .command('class', { isDefault: true })
    .description('grades a folder of submissions; the word itself may be left out')
    .argument('<submissions>', 'a folder with a folder for each submission')
    .requiredOption('--out <folder>', 'where results and reports go; what is graded there already is not graded again')
    .option(
      '--seed <n>',
      'of the hidden data; without it the one used for this folder before, or a new one',
      wholeNumber,
    )
    .option('--jobs <n>', 'how many at once', wholeNumber, availableParallelism())
    .option('--policy <file>', 'late days, extensions, pairs, weights, the cohort’s own TTLs (YAML)')
    .option('--comments <file>', 'what you add to students’ reports (YAML)')
    .option('--only <name...>', 'grade only these')
    .option('--again', 'grade also what is graded already')
    .option('--allow-unsafe', 'grade without isolation where there is none to be had; reports say so')
    .action(async (submissions: string, flags: Flags) => {
      exit(await grade(submissions, flags, terminal));
    });
}

async function grade(submissions: string, flags: Flags, { err, out, signal }: Terminal): Promise<number> {
  const begin = performance.now();
  const record = await gradeClass({
    submissions,
    ...flags,
    jobs: Math.max(1, flags.jobs),
    again: flags.again ?? false,
    allowUnsafe: flags.allowUnsafe ?? false,
    grade: gradeApart,
    prove: async (options) => {
      const proof = await proveIsolation(options);
      const held = LAYERS.filter((layer) => proof.layers[layer]);
      err.write(`isolation: ${proof.isolation} (${held.length === 0 ? 'no layer holds' : held.join(', ')})\n`);
      return proof;
    },
    progress: (total, ready) => {
      if (ready > 0) err.write(`${String(ready)} graded already, ${String(total)} to go\n`);
      return startProgress(total, err, () => performance.now());
    },
    say: (line) => err.write(`${line}\n`),
    signal,
    now: new Date(),
  });
  out.write(summary(record));
  out.write(toLookAt(record));
  out.write(`${timeText(performance.now() - begin)}; open ${join(flags.out, CLASS_FOLDER, CLASS_PAGE)}\n`);
  return record.submissions.some(({ state }) => state === 'pending') ? 1 : 0;
}

/** What became of the class, and who changed by how much. */
export function summary({ changes, policy, seed, submissions }: ClassRecord): string {
  const count = (state: string): number => submissions.filter((one) => one.state === state).length;
  const parts = [
    `${String(submissions.length)} submissions: ${String(count('pass'))} passed`,
    `${String(count('notPass'))} below ${String(policy.passMark)}`,
    `${String(count('notGradable'))} not gradable`,
    ...(count('pending') > 0 ? [`${String(count('pending'))} to be graded again (the grader's own error)`] : []),
  ];
  const show = (grade: number | null): string => (grade === null ? 'none' : formatNumber(grade, 'en'));
  const lines = changes.map(({ before, now, submission }) => {
    const difference = before !== null && now !== null ? ` (${formatChange(now - before, 'en')})` : '';
    return `  ${printable(submission)}  ${show(before)} → ${show(now)}${difference}\n`;
  });
  return `${parts.join(', ')}; seed ${String(seed)}\n${lines.length > 0 ? `changed since the last grading:\n${lines.join('')}` : ''}`;
}

/** What of the class the grades do not have, or not as it is now. */
export function toLookAt({ skipped }: ClassRecord): string {
  return skipped.map((line) => `look: ${printable(line, 200)}\n`).join('');
}

function wholeNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is not a whole number.');
}
