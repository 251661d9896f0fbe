import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { CheckId } from '../grader/check-list';
import { check } from './check';
import { HomeworkError } from './homework-error';
import { languageOf, type Language } from './language';
import { newFolder, SAMPLE_SEED } from './new-folder';
import { printCheck } from './print-check';
import { PUBLIC_CHECKS } from './public-checks';

interface CheckFlags {
  readonly only?: readonly CheckId[];
  readonly lang: Language;
}

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
  let code = 0;
  program
    .command('check')
    .description('run the public checks on your homework: what fails, with the smallest case, and what to try')
    .argument('[dir]', 'your folder', '.')
    .option('--only <ids>', `just some of ${PUBLIC_CHECKS.join(',')}`, publicChecks)
    .addOption(lang())
    .action(async (dir: string, flags: CheckFlags) => {
      code = await runCheck(dir, flags);
    });
  await program.parseAsync(args, { from: 'user' });
  return code;
}

/** @returns 0 where every public check passed, else 1 */
async function runCheck(dir: string, { lang, only }: CheckFlags): Promise<number> {
  const live = process.stderr.isTTY && !process.env['CI'];
  const begin = performance.now();
  const graded = await check({
    folder: resolve(dir),
    language: lang,
    only,
    ...(live && { onCheck: (id: string) => process.stderr.write(`\r\x1b[2K  ${id} …`) }),
  });
  if (live) process.stderr.write('\r\x1b[2K');
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  console.log(`${printCheck(graded, lang, only)}\n${seconds} s`);
  return graded.result.checks.some(({ status }) => status === 'failed' || status === 'error') ? 1 : 0;
}

async function makeNew(dir: string, { seed, lang }: NewFlags): Promise<void> {
  const folder = resolve(dir);
  const made = await newFolder({ folder, seed, language: lang });
  const next =
    lang === 'es'
      ? `lo próximo:\n  cd ${dir}\n  leé TAREA.md; npm run check te dice cómo vas`
      : `next:\n  cd ${dir}\n  read HOMEWORK.md; npm run check says how you are doing`;
  console.log([folder, ...made.filter((name) => name !== '.git').map((name) => `  ${name}`), next].join('\n'));
  if (!made.includes('.git')) console.log(NO_GIT[lang]);
}

/** What is handed in is a repository. */
const NO_GIT: Readonly<Record<Language, string>> = {
  en: 'no git repository: git is not there, or said no; once it is, run in the folder: git init, git symbolic-ref HEAD refs/heads/main',
  es: 'sin repositorio git: git no está, o dijo que no; cuando esté, corré en la carpeta: git init, git symbolic-ref HEAD refs/heads/main',
};

function publicChecks(text: string): CheckId[] {
  return text.split(',').map((name) => {
    const found = PUBLIC_CHECKS.find((id) => id === name.trim().toUpperCase());
    if (found) return found;
    throw new InvalidArgumentError(`${name} is none of ${PUBLIC_CHECKS.join(', ')}.`);
  });
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
