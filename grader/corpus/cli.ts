import { Command, InvalidArgumentError } from 'commander';
import { GraderError } from '../grader-error';
import { runCorpus } from './run-corpus';
import type { CorpusOptions } from './run-corpus';

const program = new Command('npm run test:grader --')
  .description('grades the corpus of right and wrong submissions, and compares with what it says of itself')
  .option('--only <pattern>', 'only submissions whose name matches this regular expression', pattern, '')
  .option('--light', 'the checks that take long only on the submissions that they are there for', false)
  .option('--rounds <n>', 'all of it so often, each time with another seed', count, 1)
  .option('--jobs <n>', 'how many at once', count, 2)
  .option('--seed <n>', 'of the first round', count, 1)
  .option('--allow-unsafe', 'without isolation where there is none to be had', false)
  .action(async (options: Omit<CorpusOptions, 'out' | 'signal'>) => {
    const stop = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(new Error('stopped')));
    const { passed, failed } = await runCorpus({
      ...options,
      signal: stop.signal,
      out: (text) => process.stdout.write(text),
    });
    process.stdout.write(`${String(passed)} passed, ${String(failed)} failed\n`);
    process.exitCode = failed === 0 ? 0 : 1;
  });

function count(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is not a whole number from 1 on.');
}

function pattern(text: string): string {
  try {
    return new RegExp(text).source;
  } catch {
    throw new InvalidArgumentError('It is no regular expression.');
  }
}

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof GraderError ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
