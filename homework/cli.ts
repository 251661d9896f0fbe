import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { HomeworkError } from './homework-error';
import { languageOf, type Language } from './language';
import { newFolder, SAMPLE_SEED } from './new-folder';

interface NewFlags {
  readonly seed: number;
  readonly lang: Language;
}

async function main(args: readonly string[]): Promise<number> {
  const program = new Command('npm run homework --').exitOverride().configureOutput({ writeErr: () => undefined });
  const lang = (): Option =>
    new Option('--lang <language>', 'es or en').choices(['es', 'en']).default(languageOf(process.env));
  program
    .command('new')
    .description('make your folder of the fraud homework: stubs, the text, data, a git repository')
    .argument('<dir>', 'where; outside of this kit is best')
    .option('--seed <n>', 'other sample data for another seed', wholeNumber, SAMPLE_SEED)
    .addOption(lang())
    .action(makeNew);
  await program.parseAsync(args, { from: 'user' });
  return 0;
}

async function makeNew(dir: string, { seed, lang }: NewFlags): Promise<void> {
  const folder = resolve(dir);
  const made = await newFolder({ folder, seed, language: lang });
  const next =
    lang === 'es'
      ? `lo próximo:\n  cd ${dir}\n  leé TAREA.md; npm run check te dice cómo vas`
      : `next:\n  cd ${dir}\n  read HOMEWORK.md; npm run check says how you are doing`;
  console.log([folder, ...made.filter((name) => name !== '.git').map((name) => `  ${name}`), next].join('\n'));
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text) && Number(text) < 2 ** 32) return Number(text);
  throw new InvalidArgumentError('It is not a whole number from 0 to 4294967295.');
}

function messageOf(error: unknown): string | undefined {
  if (error instanceof HomeworkError) return error.message;
  if (!(error instanceof CommanderError)) return undefined;
  const problem = error.code === 'commander.help' ? 'a command is missing' : error.message.replace(/^error: /, '');
  return `${problem.replaceAll('\n', ' ')}\nfix: npm run homework -- new DIR, or npm run homework -- check [DIR]`;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    const message = messageOf(error);
    console.error(message ?? error);
    process.exitCode = message === undefined ? 2 : 1;
  },
);
