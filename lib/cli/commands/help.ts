import type { Command } from 'commander';

import { InputError } from '../../errors';
import type { ErrorCode } from '../../errors';
import { suggest } from '../../nearest';
import type { Answer, Answering, CommonOptions } from '../answer';
import { ERROR_HELP, HELP_LANGUAGES } from '../error-help';
import type { HelpLanguage } from '../error-help';
import { table } from '../table';

const CODES = Object.keys(ERROR_HELP) as ErrorCode[];

interface HelpFlags {
  readonly lang: string;
}

/** `featlab help`, `featlab help materialize`, `featlab help NAME_UNKNOWN`, `featlab help errors`. */
export function addHelp(program: Command, answer: Answering): void {
  program.helpCommand(false);
  program
    .command('help')
    .description('about a command, an error by its code, or all errors: featlab help errors')
    .argument('[topic]', 'a command, a code such as NAME_UNKNOWN, or errors')
    .option('--lang <language>', 'en or es, for errors', 'en')
    .action(
      answer((_: CommonOptions, { lang }: HelpFlags, topic?: string) => helpOn(program, languageOf(lang), topic)),
    );
}

function helpOn(program: Command, lang: HelpLanguage, topic?: string): Promise<Answer> {
  const command = topic === undefined ? program : program.commands.find((one) => one.name() === topic);
  if (command)
    return Promise.resolve({
      json: { help: command.helpInformation() },
      text: () => command.helpInformation().trimEnd(),
    });
  if (topic === 'errors') return Promise.resolve(allErrors(lang));
  const code = CODES.find((one) => one === topic?.toUpperCase());
  if (code) return Promise.resolve(oneError(code, lang));
  const names = [...program.commands.map((one) => one.name()), 'errors', ...CODES];
  throw new InputError('INPUT_INVALID', `there is no help on ${String(topic)}`, suggest(String(topic), names));
}

function languageOf(lang: string): HelpLanguage {
  const known = HELP_LANGUAGES.find((one) => one === lang);
  if (known) return known;
  throw new InputError(
    'INPUT_INVALID',
    `--lang ${lang} is no language of the help`,
    `use ${HELP_LANGUAGES.join(' or ')}`,
  );
}

function oneError(code: ErrorCode, lang: HelpLanguage): Answer {
  const { sign, cause, fix } = ERROR_HELP[code][lang];
  return { json: { code, sign, cause, fix }, text: () => `${code}  (${sign})\n\n${cause}\n\nfix: ${fix}` };
}

function allErrors(lang: HelpLanguage): Answer {
  const json = CODES.map((code) => ({ code, ...ERROR_HELP[code][lang] }));
  return {
    json,
    text: () =>
      table(
        ['CODE', 'BEGINS WITH'],
        json.map(({ code, sign }) => [code, sign]),
      ),
  };
}
