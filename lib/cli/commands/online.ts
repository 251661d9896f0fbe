import type { Command } from 'commander';

import { InputError } from '../../errors';
import type { EntityRow } from '../../online/get-online-features';
import type { OnlineResponse } from '../../online/online-response';
import type { Answer, Answering, CommonOptions } from '../answer';
import { cell, count } from '../cell';
import { featureRequest, withFeatureOptions } from '../feature-request';
import type { FeatureFlags } from '../feature-request';
import { jsonArgument } from '../json-argument';
import { table } from '../table';
import { withExample } from '../usage-error';
import { withStore } from '../with-store';

interface OnlineFlags extends FeatureFlags {
  readonly entityRows: string;
  readonly status?: true;
}

export function addOnline(program: Command, answer: Answering): void {
  const command = program
    .command('get-online-features')
    .description('the features of some entities as they are served now')
    .requiredOption('--entity-rows <json>', 'an array of objects with the join keys, or @FILE with it');
  withFeatureOptions(command)
    .option('--status', "show each value's status beside it")
    .action(answer(getOnlineFeatures));
  const rows = `--entity-rows '[{"driver_id":1001}]'`;
  withExample(command, `featlab get-online-features ${rows} --features driver_hourly_stats:conv_rate --status`);
}

async function getOnlineFeatures(common: CommonOptions, flags: OnlineFlags): Promise<Answer> {
  const features = featureRequest(flags);
  const entityRows = await readRows(flags.entityRows);
  const request = { features, entityRows, fullFeatureNames: flags.fullFeatureNames ?? false };
  const response = await withStore(common, (store) => store.getOnlineFeatures(request));
  return { json: response.toJSON(), text: () => report(response, flags.status ?? false) };
}

async function readRows(text: string): Promise<readonly EntityRow[]> {
  const rows = await jsonArgument(text, '--entity-rows');
  if (Array.isArray(rows)) return rows as EntityRow[];
  throw new InputError(
    'INPUT_INVALID',
    '--entity-rows is no array',
    'write [{"driver_id":1001}], an object for each row',
  );
}

function report(response: OnlineResponse, withStatus: boolean): string {
  const rows = response.toRows();
  if (rows.length === 0) return 'no entity rows, no rows';
  const statuses = response.statuses();
  const columns = Object.keys(rows[0]).flatMap((name) => {
    const values = { header: name, cells: rows.map((row) => cell(row[name])) };
    const isFeature = Object.hasOwn(statuses[0], name);
    if (!withStatus || !isFeature) return [values];
    return [values, { header: 'STATUS', cells: statuses.map((row) => row[name]) }];
  });
  const lines = rows.map((_, i) => columns.map(({ cells }) => cells[i]));
  return [
    table(
      columns.map(({ header }) => header),
      lines,
    ),
    ...absences(statuses),
  ].join('\n');
}

/** How many values are not there, by status. */
function absences(statuses: readonly Readonly<Record<string, string>>[]): string[] {
  const counts = new Map<string, number>();
  for (const status of statuses.flatMap((row) => Object.values(row))) counts.set(status, (counts.get(status) ?? 0) + 1);
  counts.delete('PRESENT');
  if (counts.size === 0) return [];
  return [
    `null: ${[...counts].map(([status, times]) => `${count(times)} ${status}`).join(', ')} (featlab explain says why)`,
  ];
}
