import { join, resolve } from 'node:path';
import type { Command } from 'commander';

import { lockGraded } from '../../batch/lock-out';
import { CLASS_FOLDER, CLASS_PAGE } from '../../batch/out-files';
import { readRun, writeRun } from '../../batch/run-record';
import { classOf } from '../../reports/class-of';
import { writeReports } from '../../reports/write-reports';
import type { Terminal } from '../terminal';
import { summary, toLookAt } from './grade';

interface Flags {
  readonly policy?: string;
  readonly comments?: string;
}

/** `grade report OUT`: the reports anew, with the policy and the comments as they are now; nothing is graded. */
export function addReport(program: Command, { out: terminal }: Terminal): void {
  program
    .command('report')
    .description('writes the reports anew, with your comments and the policy as they are now; runs nothing')
    .argument('<out>', 'the folder that --out named')
    .option('--policy <file>', 'another than the last time')
    .option('--comments <file>', 'another than the last time')
    .action((out: string, flags: Flags) => {
      const unlock = lockGraded(out);
      try {
        const run = { ...readRun(out), ...absolute(flags) };
        const record = classOf(out, run);
        writeReports(out, record, run.graded_at);
        writeRun(out, run);
        terminal.write(summary(record));
        terminal.write(toLookAt(record));
        terminal.write(`open ${join(out, CLASS_FOLDER, CLASS_PAGE)}\n`);
      } finally {
        unlock();
      }
    });
}

function absolute(flags: Flags): Flags {
  return Object.fromEntries(Object.entries(flags).map(([name, file]) => [name, resolve(file as string)]));
}
