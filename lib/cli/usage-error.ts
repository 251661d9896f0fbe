import type { Command, CommanderError } from 'commander';

import { InputError } from '../errors';
import { suggest } from '../nearest';

/** What is wrong with the arguments, with the near name, or an example of how the command is written. */
export function usageError(error: CommanderError, program: Command, argv: readonly string[]): InputError {
  const command = commandOf(program, argv);
  if (error.code === 'commander.help') return missingCommand(command);
  const text = error.message.replace(/^error: /, '');
  const [problem, suggestion] = text.split('\n');
  const near = /\(Did you mean (.*)\?\)/.exec(suggestion ?? '')?.[1];
  return new InputError('INPUT_INVALID', problem, near ? `did you mean ${near}?` : fixOf(error, command));
}

/** The deepest command that is named. */
function commandOf(program: Command, argv: readonly string[]): Command {
  return argv.reduce((command, word) => command.commands.find((sub) => sub.name() === word) ?? command, program);
}

function missingCommand(command: Command): InputError {
  return new InputError(
    'INPUT_INVALID',
    `${pathOf(command)} is half a command`,
    `write ${subcommands(command).join(' or ')}`,
  );
}

function fixOf(error: CommanderError, command: Command): string {
  if (error.code !== 'commander.unknownCommand')
    return `see ${pathOf(command)} --help; for example: ${exampleOf(command)}`;
  const unknown = /'(.*)'/.exec(error.message)?.[1] ?? '';
  return suggest(
    unknown,
    command.commands.map((sub) => sub.name()),
  );
}

function subcommands(command: Command): string[] {
  return command.commands.map((sub) => pathOf(sub));
}

/** `featlab entities list` */
function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

const EXAMPLES = new WeakMap<Command, string>();

/** Puts an example under the command's help; what is wrong with its arguments is answered with it too. */
export function withExample(command: Command, example: string): Command {
  EXAMPLES.set(command, example);
  return command.addHelpText('after', `\nExample:\n  ${example}`);
}

function exampleOf(command: Command): string {
  return EXAMPLES.get(command) ?? `${pathOf(command)} --help`;
}
