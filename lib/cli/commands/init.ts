import { join } from 'node:path';

import { Option } from 'commander';
import type { Command } from 'commander';

import { toClock } from '../../time/clock';
import type { Template } from '../../repository/init';
import { toInstant } from '../../time/time';
import type { Answer, Answering, CommonOptions } from '../answer';
import { wholeNumber } from '../number-option';
import { withExample } from '../usage-error';

interface InitFlags {
  readonly template: Template;
  readonly seed?: number;
}

export function addInit(program: Command, answer: Answering): void {
  const command = program
    .command('init')
    .description('make a feature repository: feature_store.yaml, features.ts, data/')
    .argument('<name>', "the new folder's name, and the project's")
    .addOption(new Option('--template <name>', 'what it begins as').choices(['drivers', 'fraud']).default('drivers'))
    .option('--seed <n>', 'other data for another seed', wholeNumber)
    .action(answer(init));
  withExample(command, 'featlab init driver_repo');
}

async function init({ chdir, now }: CommonOptions, { template, seed }: InitFlags, name: string): Promise<Answer> {
  const clock = toClock(now === undefined ? undefined : toInstant(now, '--now'));
  const { initRepository } = await import('../../repository/init.js');
  const made = await initRepository({ folder: chdir, name, template, seed, now: clock() });
  const next = `next:\n  cd ${shown(chdir, name)}\n  featlab apply`;
  return {
    json: made,
    text: () => [made.folder, ...made.files.map((file) => `  ${file}`), next].join('\n'),
  };
}

/** As it would be typed from here. */
function shown(chdir: string | undefined, name: string): string {
  const path = join(chdir ?? '', name);
  return /\s/.test(path) ? `"${path}"` : path;
}
