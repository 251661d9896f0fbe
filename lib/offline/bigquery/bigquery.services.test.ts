import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TestColumn } from '../../testing/arrow-table';
import { clientPackage } from '../../testing/client-packages';
import type { OfflineLab } from '../contract/offline-lab';
import { asOf, requestOf } from '../contract/requests';
import { describeOfflineStore } from '../offline-store.contract';
import type { BigQueryClient } from './bigquery-client';
import { bigQueryOfflineStore } from './bigquery-offline-store';

const CLIENTS = 'FEATLAB_TEST_BIGQUERY_CLIENTS';

interface LabClient extends BigQueryClient {
  createDataset(name: string): Promise<unknown>;
}

/** `http://…`: the emulator; `project.dataset`: an account of your own, with its default credentials. */
async function openLab(): Promise<OfflineLab> {
  const address = addressOf();
  const [project, ours] = isEmulator() ? ['p', undefined] : address.split('.');
  const client = isEmulator() ? emulated(address) : real(project);
  const dataset = ours ?? `lab_${String(process.pid)}_${String((labs += 1))}`;
  if (isEmulator()) await client.createDataset(dataset);
  const quoted = (table: readonly string[]): string => [dataset, ...table].map((name) => `\`${name}\``).join('.');
  const run = async (query: string) => {
    const [job] = await client.createQueryJob({ query });
    return (await job.getQueryResults({}))[0];
  };
  return {
    engine: 'bigquery',
    store: bigQueryOfflineStore({ dataset }, client),
    unit: 'us',
    types: Object.keys(TYPES),
    // The emulator answers NaN and the infinities as null.
    isFinite: isEmulator(),
    create: async (table, columns) => {
      await create(client, run, dataset, table[0], columns);
      // The emulator loads the base64 of bytes as it stands there.
      const bytes = columns.filter(({ type }) => isEmulator() && type === 'bytes').map(({ name }) => `\`${name}\``);
      const set = bytes.map((name) => `${name} = FROM_BASE64(CAST(${name} AS STRING))`);
      if (set.length > 0) await run(`UPDATE ${quoted(table)} SET ${set.join(', ')} WHERE TRUE`);
    },
    drop: async (table) => {
      await run(`DROP TABLE IF EXISTS ${quoted(table)}`);
    },
    named: (table) => quoted([table]),
    leftovers: async () => {
      const rows = await run(
        `SELECT table_name FROM \`${dataset}\`.INFORMATION_SCHEMA.TABLES WHERE table_name LIKE 'featlab%'`,
      );
      return rows.map((row) => String(row['table_name']));
    },
    close: () => Promise.resolve(),
  };
}

let labs = 0;

function addressOf(): string {
  return process.env['FEATLAB_TEST_BIGQUERY'] ?? '';
}

function isEmulator(): boolean {
  return addressOf().startsWith('http');
}

function emulated(apiEndpoint: string): LabClient {
  const { BigQuery } = clientPackage(CLIENTS, '@google-cloud/bigquery') as { BigQuery: new (o: object) => LabClient };
  const { OAuth2Client } = clientPackage(CLIENTS, 'google-auth-library') as {
    OAuth2Client: new () => { setCredentials(credentials: object): void };
  };
  const authClient = new OAuth2Client();
  authClient.setCredentials({ access_token: 'x', expiry_date: 32_503_680_000_000 });
  return new BigQuery({ projectId: 'p', apiEndpoint, authClient, useAuthWithCustomEndpoint: true, autoRetry: false });
}

function real(projectId: string | undefined): LabClient {
  const { BigQuery } = clientPackage(CLIENTS, '@google-cloud/bigquery') as { BigQuery: new (o: object) => LabClient };
  return new BigQuery({ projectId });
}

const TYPES: Readonly<Record<string, string>> = {
  int64: 'INT64',
  float64: 'FLOAT64',
  string: 'STRING',
  bool: 'BOOL',
  bytes: 'BYTES',
  timestamp: 'TIMESTAMP',
};

/** A naive timestamp is a DATETIME. */
function typeOf(type: string): string {
  if (type === 'bigint') return 'INT64';
  return type.startsWith('timestamp[') && !type.includes(',') ? 'DATETIME' : TYPES[type.replace(/\[.*/, '')];
}

async function create(
  client: BigQueryClient,
  run: (query: string) => Promise<unknown>,
  dataset: string,
  table: string,
  columns: readonly TestColumn[],
): Promise<void> {
  const fields = columns.map(({ name, type }) => ({ name, type: typeOf(type) }));
  const types = fields.map(({ name, type }) => `\`${name}\` ${type}`).join(', ');
  await run(`CREATE OR REPLACE TABLE \`${dataset}\`.\`${table}\` (${types})`);
  const lines = (columns[0]?.values ?? []).map((_, row) => {
    const values = columns.map(
      (column, c) => `${JSON.stringify(column.name)}:${json(column.values[row], fields[c].type)}`,
    );
    return `{${values.join(',')}}`;
  });
  if (lines.length === 0) return;
  const folder = mkdtempSync(join(tmpdir(), 'featlab-lab-'));
  writeFileSync(join(folder, 'rows.json'), `${lines.join('\n')}\n`);
  await client.dataset(dataset).table(table).load(join(folder, 'rows.json'), {
    sourceFormat: 'NEWLINE_DELIMITED_JSON',
    schema: { fields },
    writeDisposition: 'WRITE_APPEND',
  });
  rmSync(folder, { recursive: true });
}

function json(value: unknown, type: string): string {
  if (Object.is(value, -0)) return '-0.0';
  return JSON.stringify(type === 'DATETIME' && typeof value === 'string' ? value.replace('Z', '') : value);
}

describeOfflineStore('BigQuery', openLab, { isName: (name) => /^[A-Za-z_]\w*$/.test(name) });

describe('a plan', () => {
  test('tells the bytes with and without the time filter, by dry runs; nothing of it stays', async () => {
    const lab = await openLab();
    const times = { type: 'timestamp', values: ['2024-01-01T00:00:00Z', '2024-02-01T00:00:00Z'] };
    await lab.create(
      ['planned'],
      [
        { name: 'id', type: 'int64', values: ['1', '1'] },
        { name: 'event', ...times },
        { name: 'n', type: 'int64', values: ['1', '2'] },
      ],
    );
    const source = { table: ['planned'], createdTimestampColumn: undefined };
    const request = requestOf(lab, source, { keys: { id: 'int64' }, features: { n: 'int64' } });
    const row = { key: [1n], time: 1_706_000_000_000_000_000n };
    const plan = await lab.store.planAsOf?.(asOf(request, [row], { ttl: 86_400_000_000 }));
    expect(plan).toMatchObject({ engine: 'BigQuery', values: ['2024-01-22T08:53:20Z', '2024-01-23T08:53:20Z'] });
    expect(plan?.sql).toContain('source.`event` >= :1 AND source.`event` <= :2');
    // The emulator compiles both and tells no bytes. On an account it is two rows of three columns of eight bytes.
    const all = isEmulator() ? undefined : 48;
    expect([plan?.bytes, plan?.bytesUnfiltered]).toEqual([all, all]);
    expect(await lab.leftovers()).toEqual([]);
    await lab.drop(['planned']);
    await lab.close();
  });
});
