import { Command } from 'commander';

import type { Answer, Answering, CommonOptions } from './answer';
import { addApply } from './commands/apply';
import { addExplain } from './commands/explain';
import { addHelp } from './commands/help';
import { addHistorical } from './commands/historical';
import { addInit } from './commands/init';
import { addLists } from './commands/lists';
import { addMaterialize } from './commands/materialize';
import { addOnline } from './commands/online';
import { addPush } from './commands/push';
import { addServe } from './commands/serve';
import { addSkew } from './commands/skew';
import { addTeardown } from './commands/teardown';
import { addVersion } from './commands/version';
import { consoleToStderr } from './console-to-stderr';

/** Help goes to stdout; what is wrong with the arguments is thrown, as a CommanderError, and printed by the caller. */
export function createProgram(print: (answer: Answer, common: CommonOptions) => void): Command {
  const program = new Command('featlab')
    .description('A small feature store: point-in-time correct training sets, materialization, online reads.')
    .option('-c, --chdir <dir>', 'the feature repository (default: the current folder)')
    .option('--now <time>', "the store's clock, ISO 8601 (default: the real one)")
    .option('--json', 'one JSON document on stdout, and nothing else there')
    .option('--verbose', 'show the stack of an error')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeErr: () => undefined })
    .exitOverride();
  addCommands(program, answering(print));
  return program.addHelpText('after', '\nMore about one of them: featlab materialize --help');
}

function addCommands(program: Command, answer: Answering): void {
  const adders = [addInit, addApply, addTeardown, addLists, addMaterialize, addPush, addHistorical];
  for (const add of [...adders, addOnline, addExplain, addSkew, addServe, addVersion, addHelp]) add(program, answer);
}

/** Commander passes an action its arguments, then its options, then the command. */
function answering(print: (answer: Answer, common: CommonOptions) => void): Answering {
  return (body) =>
    async (...given) => {
      const command = given.pop() as Command;
      const options = given.pop();
      const common: CommonOptions = command.optsWithGlobals();
      if (common.json) consoleToStderr();
      print(await body(common, options as never, ...(given as never[])), common);
    };
}
