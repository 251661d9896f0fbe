import type { Command } from 'commander';

import type { Answer, Answering, CommonOptions } from '../answer';
import { paint } from '../paint';
import { withExample } from '../usage-error';
import { withStore } from '../with-store';

export function addTeardown(program: Command, answer: Answering): void {
  const command = program
    .command('teardown')
    .description("drop the project's online rows and forget what was applied; sources and features.ts stay")
    .action(answer(teardown));
  withExample(command, 'featlab teardown -c driver_repo');
}

async function teardown(common: CommonOptions): Promise<Answer> {
  const { deleted } = await withStore(common, (store) => store.teardown(), { upward: false });
  const lines = deleted.map(({ kind, name }) => paint('red', `- ${kind.padEnd(15)}  ${name}`));
  return { json: { deleted }, text: () => [...lines, `${String(deleted.length)} deleted`].join('\n') };
}
