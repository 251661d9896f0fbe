import type { Command } from 'commander';

import { checkTarget } from '../../push/push';
import type { PushResult } from '../../push/push';
import type { Answer, Answering, CommonOptions } from '../answer';
import { count } from '../cell';
import { table } from '../table';
import { withExample } from '../usage-error';
import { withStore } from '../with-store';

interface PushFlags {
  readonly rows: string;
  readonly to: string;
}

export function addPush(program: Command, answer: Answering): void {
  const command = program
    .command('push')
    .description('write rows to the views of a push source, where they are newer')
    .argument('<source>', "a push source's name")
    .requiredOption('--rows <file>', "rows in the source's columns: .parquet, .csv or .json")
    .option('--to <target>', 'online, offline (behind the batch source) or online_and_offline', 'online')
    .action(answer(push));
  withExample(command, 'featlab push driver_stats_push --rows new_rows.json');
}

async function push(common: CommonOptions, { rows, to }: PushFlags, source: string): Promise<Answer> {
  const options = { to: checkTarget(to) };
  const result = await withStore(common, (store) => store.push(source, rows, options));
  return { json: result, text: () => report(result, source) };
}

function report({ online, offline }: PushResult, source: string): string {
  const rows = online.map(({ view, read, written, skipped }) => [view, count(read), count(written), count(skipped)]);
  const lines = offline === null ? [] : [`${count(offline.appended)} rows added to ${offline.source}`];
  if (rows.length > 0) lines.unshift(table(['VIEW', 'PUSHED', 'WRITTEN', 'SKIPPED'], rows));
  return lines.length > 0 ? lines.join('\n') : `no online feature view has the source ${source}`;
}
