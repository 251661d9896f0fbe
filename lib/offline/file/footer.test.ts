import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Table, tableToIPC, Uint64, Uint8, vectorFromArray } from 'apache-arrow';
import { Table as WasmTable, writeParquet as encode } from 'parquet-wasm/node';
import { afterAll, expect, test } from 'vitest';

import { fileSource } from '../../definitions/file-source';
import type { TestColumn } from '../../testing/arrow-table';
import { writeParquet } from '../../testing/write-parquet';
import { checkColumns } from '../check-columns';
import { readFooter } from './footer';
import type { Footer } from './footer';

// What a Parquet file says of its columns, and what a view is told of them.

const folder = mkdtempSync(join(tmpdir(), 'featlab-footer-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const WHOLE: TestColumn[] = [
  { name: 'id', type: 'int64', values: ['1'] },
  { name: 'at', type: 'timestamp[us, UTC]', values: ['2024-01-01T00:00:00Z'] },
  { name: 'v', type: 'float64', values: [3] },
];

async function footerOf(columns: readonly TestColumn[]): Promise<Footer> {
  await writeParquet(join(folder, 'a.parquet'), columns);
  return readFooter({ path: join(folder, 'a.parquet'), place: 'a.parquet' });
}

const source = fileSource({ name: 's', path: 'a.parquet', timestampField: 'at' });

function check(footer: Footer): void {
  const keys = [{ name: 'id', column: 'id', type: 'int64' as const }];
  checkColumns({ view: 'view', source, keys, features: [{ name: 'v', column: 'v', type: 'float64' }] }, [footer]);
}

test.each(['id', 'at', 'v'])('a column %s that stands twice is refused: one of the two would be read', async (name) => {
  const footer = await footerOf([...WHOLE, ...WHOLE.filter((column) => column.name === name)]);
  expect(() => {
    check(footer);
  }).toThrow(`view view: a.parquet has two columns ${name}\nfix: write it again, each column with a name of its own`);
});

test('two columns that no view asks for are left alone', async () => {
  const other: TestColumn = { name: 'note', type: 'string', values: ['x'] };
  check(await footerOf([...WHOLE, other, other]));
});

test('an unsigned integer of 64 bits is called one, a narrower one fits', async () => {
  const vectors = { long: vectorFromArray([2n ** 64n - 1n], new Uint64()), short: vectorFromArray([255], new Uint8()) };
  const path = join(folder, 'unsigned.parquet');
  writeFileSync(path, encode(WasmTable.fromIPCStream(tableToIPC(new Table(vectors), 'stream'))));
  const { columns } = await readFooter({ path, place: 'unsigned.parquet' });
  expect(Object.fromEntries(columns)).toEqual({
    long: { type: undefined, described: 'uint64 (unsigned, beyond int64)' },
    short: { type: 'int32', described: 'int32' },
  });
});
