import type { Command } from 'commander';

import { printable } from '../../batch/printable';
import { publish } from '../../publish/publish';
import { readRoster } from '../../roster/roster';
import type { Terminal } from '../terminal';
import { toLookAt } from './grade';

interface Flags {
  readonly to: string;
  readonly roster?: string;
}

/** `grade publish OUT --to DIR --roster ROSTER.csv` */
export function addPublish(program: Command, { out: terminal }: Terminal): void {
  program
    .command('publish')
    .description('a folder for each student with only their own report, and CSV files for Canvas and Moodle')
    .argument('<out>', 'the folder that --out named')
    .requiredOption('--to <folder>', 'where it goes')
    .option('--roster <file>', 'the roster (or the key file of pseudonyms): names, and what gradebooks need')
    .action((out: string, { roster, to }: Flags) => {
      const { record, students, unnamed, without } = publish(
        out,
        to,
        roster === undefined ? undefined : readRoster(roster),
      );
      terminal.write(`${String(students)} students in ${to}\n`);
      terminal.write(toLookAt(record));
      if (unnamed.length > 0)
        terminal.write(`graded, and not in the roster: ${unnamed.map((name) => printable(name)).join(', ')}\n`);
      if (without.length > 0) terminal.write(`without a grade: ${without.map((name) => printable(name)).join(', ')}\n`);
    });
}
