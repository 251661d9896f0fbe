import { Command, InvalidArgumentError } from 'commander';
import { runLoad } from './run-load';
import type { LoadOptions } from './run-load';

const program = new Command('npm run grade:load --')
  .description('grades a class of copies of the corpus, and prints time and memory')
  .option('--submissions <n>', 'how many', count, 200)
  .option('--jobs <n>', 'how many at once', count, 2)
  .option('--kill', 'kill -9 when half is done, and start again', false)
  .action(async (options: Omit<LoadOptions, 'out'>) => {
    process.exitCode = await runLoad({ ...options, out: (text) => process.stdout.write(text) });
  });

function count(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is not a whole number from 1 on.');
}

void program.parseAsync();
