import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parquetMetadata } from 'hyparquet';
import { afterAll, describe, expect, test } from 'vitest';

import { valueAt } from '../../columns/column-values';
import { fileSource } from '../../definitions/file-source';
import { packageRoot } from '../../package-root';
import { inputValues } from '../../training-set/input-column';
import type { ValueType } from '../../types';
import { createFileStore } from './file-store';

/** Files of other libraries: see lib/testing/fixtures/README.md. */
const folder = join(packageRoot(), 'lib', 'testing', 'fixtures');
const store = createFileStore({ folder, expand: (text) => text, threads: 1 });
afterAll(() => store.close());

const EXPECTED: Record<string, { type: ValueType; values: unknown[] }> = {
  city: { type: 'string', values: ['Montevideo, and more than twelve bytes', 'ñandú', null, ''] },
  raw: {
    type: 'bytes',
    values: [Uint8Array.of(0, 255), Uint8Array.from(Buffer.from('more than twelve bytes')), null, new Uint8Array(0)],
  },
  kind: { type: 'string', values: ['a', null, 'b', 'a'] },
  seen: { type: 'timestamp', values: ['2024-01-01T00:00:00Z', '2024-01-01T01:00:00Z', null, '2024-01-01T03:00:00Z'] },
  small: { type: 'int32', values: [1, null, -3, 127] },
};
const names = Object.keys(EXPECTED);

describe.each(['polars', 'pandas', 'pyarrow'])('a file that %s wrote', (writer) => {
  test('is read as a source', async () => {
    const source = fileSource({ name: 's', path: `${writer}.parquet`, timestampField: 'event_timestamp' });
    const features = names.map((name) => ({ name, column: name, type: EXPECTED[name].type }));
    const keys = [{ name: 'driver_id', column: 'driver_id', type: 'int64' as const }];
    const window = { from: undefined, to: { us: 2e15, ns: 0 } };
    const rows = await store.newestPerKey({ view: 'v', source, keys, features, window });
    expect(rows.length).toBe(4);
    names.forEach((name, f) => {
      const values = [0, 1, 2, 3].map((row) => valueAt(rows.features[f], row, name));
      expect([name, values]).toEqual([name, EXPECTED[name].values]);
    });
  });

  test('is read as an entity dataframe', async () => {
    const table = await store.readTable(join(folder, `${writer}.parquet`));
    for (const name of names) {
      const vector = table.getChild(name)!;
      expect([name, inputValues({ name, given: 'vector', vector })]).toEqual([name, EXPECTED[name].values]);
    }
  });
});

test('a time in INT96 that nanoseconds do not hold is refused, where it would come out as another one', async () => {
  const source = fileSource({
    name: 's',
    path: 'int96-beyond.parquet',
    timestampField: 'ts',
    createdTimestampColumn: 'created',
  });
  const request = {
    view: 'v',
    keys: [{ name: 'id', column: 'id', type: 'int64' as const }],
    features: [{ name: 'f', column: 'f', type: 'float64' as const }],
    window: { from: undefined, to: { us: 2e15, ns: 0 } },
  };
  await expect(store.newestPerKey({ ...request, source })).rejects.toThrow(
    /int96-beyond\.parquet: the column created is INT96 and has a time before 1677 or after 2262.*\nfix: write created as/,
  );
  const without = fileSource({ name: 's', path: 'int96-beyond.parquet', timestampField: 'ts' });
  for (let i = 0; i < 2; i++)
    expect(await store.newestPerKey({ ...request, source: without })).toMatchObject({ length: 1 });
  // A table is read whole: its column too.
  await expect(store.readTable(join(folder, 'int96-beyond.parquet'))).rejects.toThrow(
    /int96-beyond\.parquet: the column created is INT96 and has a time before 1677 or after 2262/,
  );
});

test('an INT96 column whose pages are spoilt is refused, and named', async () => {
  const bytes = readFileSync(join(folder, 'int96-beyond.parquet'));
  const { row_groups: groups } = parquetMetadata(Uint8Array.from(bytes).buffer);
  const { dictionary_page_offset: dictionary, data_page_offset: page } = groups[0].columns[3].meta_data!;
  bytes.fill(0xff, Number(dictionary ?? page), Number(dictionary ?? page) + 40);
  const own = mkdtempSync(join(tmpdir(), 'featlab-int96-'));
  writeFileSync(join(own, 'spoilt.parquet'), bytes);
  const spoilt = createFileStore({ folder: own, expand: (text) => text, threads: 1 });
  const source = fileSource({
    name: 's',
    path: 'spoilt.parquet',
    timestampField: 'ts',
    createdTimestampColumn: 'created',
  });
  const request = { view: 'v', source, keys: [], features: [{ name: 'f', column: 'f', type: 'float64' as const }] };
  await expect(spoilt.check(request)).rejects.toMatchObject({
    code: 'SOURCE_UNREADABLE',
    message: expect.stringMatching(
      /spoilt\.parquet: ts, created is INT96 and cannot be looked through.*\nfix: write the file/,
    ),
  });
  await spoilt.close();
  rmSync(own, { recursive: true });
});

test('what Parquet calls an enum is text: as a key, and as a feature', async () => {
  const source = fileSource({ name: 's', path: 'enum.parquet', timestampField: 'event_timestamp' });
  const country = { name: 'country', column: 'country', type: 'string' as const };
  const f = { name: 'f', column: 'f', type: 'float64' as const };
  const window = { from: undefined, to: { us: 2e15, ns: 0 } };
  const rows = await store.newestPerKey({ view: 'v', source, keys: [country], features: [f, country], window });
  const all = Array.from({ length: rows.length }, (_, row) => [
    valueAt(rows.keys[0], row, 'country'),
    valueAt(rows.features[0], row, 'f'),
    valueAt(rows.features[1], row, 'country'),
  ]);
  expect(all.sort()).toEqual([
    ['BR', 1.5, 'BR'],
    ['UY', 0.5, 'UY'],
    ['more than twelve bytes, ñ', 2.5, 'more than twelve bytes, ñ'],
  ]);
});
