import type { Command } from 'commander';

import { deleteClass, placesOfClass } from '../../publish/delete-class';
import type { Terminal } from '../terminal';

/** `grade delete OUT --yes` */
export function addDelete(program: Command, { out: terminal }: Terminal): void {
  program
    .command('delete')
    .description('deletes all that was made of a class: fetched submissions, results, reports, what was published')
    .argument('<out>', 'the folder that --out named')
    .option('--yes', 'do it; without, it is only listed')
    .action((out: string, { yes }: { readonly yes?: true }) => {
      const { missing, places } = yes ? deleteClass(out) : placesOfClass(out);
      terminal.write(
        `${yes ? 'deleted' : 'would delete (add --yes)'}:\n${places.map((place) => `  ${place}\n`).join('')}`,
      );
      for (const place of missing)
        terminal.write(`not there any more: ${place} (where you moved it, delete it yourself)\n`);
      terminal.write('not touched: the roster, the key of pseudonyms, policy and comments\n');
    });
}
