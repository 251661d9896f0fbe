import type { Command } from 'commander';

import { printable } from '../../batch/printable';
import { fetchRoster } from '../../roster/fetch-roster';
import { withPseudonyms } from '../../roster/pseudonyms';
import { readRoster } from '../../roster/roster';
import type { Terminal } from '../terminal';

interface Flags {
  readonly to: string;
  readonly pseudonyms?: string;
}

/** `grade fetch ROSTER.csv --to SUBMISSIONS_DIR` */
export function addFetch(program: Command, { out }: Terminal, exit: (code: number) => void): void {
  program
    .command('fetch')
    .description('clones or unpacks what a roster (CSV: name,source) names, a folder for each')
    .argument('<roster>', 'a CSV file; the guide has its columns')
    .requiredOption('--to <folder>', 'where the submissions go')
    .option('--pseudonyms <key>', 'folders get pseudonyms; who is who stands in this file alone (CSV)')
    .action(async (roster: string, { pseudonyms, to }: Flags) => {
      const read = readRoster(roster);
      const students = pseudonyms === undefined ? read : withPseudonyms(read, roster, pseudonyms);
      const outcomes = await fetchRoster(students, roster, to, ({ error, student }) => {
        out.write(error ? `✗ ${printable(student.name)}: ${error.message}\n` : `✓ ${printable(student.name)}\n`);
      });
      const failed = outcomes.filter(({ error }) => error !== null).length;
      out.write(`${String(outcomes.length - failed)} fetched, ${String(failed)} not\n`);
      exit(failed === 0 ? 0 : 1);
    });
}
