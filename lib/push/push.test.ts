import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { EntityDfInput } from '../entity-df/entity-df';
import { packageRoot } from '../package-root';
import type { FeatureStore } from '../store';
import { arrowTable } from '../testing/arrow-table';
import type { TestColumn } from '../testing/arrow-table';
import { DriverRepository, FEATURES, NOW } from '../testing/driver-repository';
import { runCli } from '../testing/run-cli';
import { parquetBytes } from '../testing/write-parquet';

// Rows that did not come from the history: what `store.push` and `featlab push` write, and what they refuse.

let repository: DriverRepository;
beforeEach(() => {
  repository = new DriverRepository();
  repository.write('features.ts', PUSHED);
});
afterEach(() => repository.remove());

const PUSHED = FEATURES.replace('fileSource }', 'fileSource, pushSource }')
  .replace(
    'export const stats',
    "export const fresh = pushSource({ name: 'fresh', batchSource: source });\nexport const stats",
  )
  .replace("source, schema: { conv_rate: 'float32', trips: 'int64' },", 'source: fresh,\n  schema: SCHEMA,')
  .replaceAll('SCHEMA', "{ conv_rate: 'float32', trips: 'int64', hour: 'int32' }, derive: { hour: HOUR }")
  .replace('HOUR', '(row) => row.event_timestamp.getUTCHours()');

const ROW = { driver_id: 1001, event_timestamp: '2025-06-01T11:30:00Z', created: NOW, conv_rate: 0.875, trips: 99 };

const COLUMNS: TestColumn[] = [
  { name: 'driver_id', type: 'int64', values: ['1001'] },
  { name: 'event_timestamp', type: 'timestamp[us, UTC]', values: [ROW.event_timestamp] },
  { name: 'created', type: 'timestamp[us, UTC]', values: [NOW] },
  { name: 'conv_rate', type: 'float32', values: [0.875] },
  { name: 'trips', type: 'int64', values: ['99'] },
];

function served(store: FeatureStore, ...ids: number[]): Promise<unknown[]> {
  const features = ['driver_stats:conv_rate', 'driver_stats:trips', 'driver_stats:hour'];
  const entityRows = ids.map((driver_id) => ({ driver_id }));
  return store.getOnlineFeatures({ features, entityRows }).then((answer) => answer.toRows());
}

/** In a store on which everything was applied and materialized. */
function inStore<T>(body: (store: FeatureStore) => Promise<T>): Promise<T> {
  return repository.with(async (store) => {
    await store.apply();
    await store.materialize(null, NOW);
    return body(store);
  });
}

const push = (rows: unknown, source = 'fresh') =>
  inStore((store) => store.push(source, rows as EntityDfInput, { to: 'online' }));

describe('a pushed row is served', () => {
  const forms: [string, () => EntityDfInput][] = [
    ['rows', () => [ROW]],
    ['columns', () => Object.fromEntries(Object.entries(ROW).map(([name, value]) => [name, [value]]))],
    ['an Arrow table', () => arrowTable(COLUMNS)],
    ['a Parquet file', () => file('rows.parquet', parquetBytes(COLUMNS))],
    ['a CSV file', () => file('rows.csv', `${Object.keys(ROW).join()}\n${Object.values(ROW).join()}\n`)],
    ['a JSON file', () => file('rows.json', JSON.stringify([ROW]))],
  ];
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(repository.path(name), content);
    return repository.path(name);
  };

  test.each(forms)('as %s, its derived features computed', async (_, rows) => {
    await inStore(async (store) => {
      const result = await store.push('fresh', rows());
      expect(result).toEqual({
        online: [{ view: 'driver_stats', read: 1, written: 1, skipped: 0 }],
        offline: null,
      });
      expect(await served(store, 1001)).toEqual([{ driver_id: 1001, conv_rate: 0.875, trips: 99, hour: 11 }]);
    });
  });

  test('where it is newer: an older one is not accepted, nor counted', async () => {
    const older = { ...ROW, driver_id: 1002, event_timestamp: '2025-06-01T10:59:59.999999Z' };
    await inStore(async (store) => {
      expect((await store.push('fresh', [older, ROW])).online[0]).toMatchObject({ read: 2, written: 1 });
      expect(await served(store, 1002)).toEqual([{ driver_id: 1002, conv_rate: null, trips: 21, hour: 11 }]);
    });
  });

  test('from its time on: a row of the future is NOT_FOUND until then', async () => {
    await inStore(async (store) => {
      await store.push('fresh', [{ ...ROW, driver_id: 7, event_timestamp: '2025-06-01T12:00:00.000001Z' }]);
      expect(await served(store, 7)).toEqual([{ driver_id: 7, conv_rate: null, trips: null, hour: null }]);
    });
    await repository.with(
      async (store) => expect(await served(store, 7)).toMatchObject([{ trips: 99 }]),
      '2025-06-01T12:00:00.000001Z',
    );
  });

  test('but not without a key: such rows are counted as skipped', async () => {
    const result = await push([ROW, { ...ROW, driver_id: null }]);
    expect(result.online).toEqual([{ view: 'driver_stats', read: 2, written: 1, skipped: 1 }]);
  });

  test('a value may be null, created may be missing', async () => {
    await inStore(async (store) => {
      await store.push('fresh', [{ ...ROW, driver_id: 8, created: undefined, conv_rate: null }]);
      expect(await served(store, 8)).toMatchObject([{ conv_rate: null, trips: 99 }]);
    });
  });

  test('no rows are no rows', async () => {
    const none = Object.fromEntries(Object.keys(ROW).map((name) => [name, []]));
    const nothing = { online: [{ view: 'driver_stats', read: 0, written: 0, skipped: 0 }], offline: null };
    expect(await push(none)).toEqual(nothing);
    expect(await push([])).toEqual(nothing);
    const both = await inStore((store) => store.push('fresh', [], { to: 'online_and_offline' }));
    expect(both).toEqual({ ...nothing, offline: { source: 'driver_stats_source', appended: 0 } });
  });
});

describe('to the history too', () => {
  const both = { to: 'online_and_offline' } as const;
  const question = { entityDf: [{ driver_id: 1001, event_timestamp: NOW }], features: ['driver_stats:trips'] };
  const trained = async (store: FeatureStore): Promise<unknown> =>
    (await store.getHistoricalFeatures(question)).toRows()[0]?.['trips'];

  test('one file is written anew, with the rows behind its own: what is served is what is trained on', async () => {
    await inStore(async (store) => {
      expect((await store.push('fresh', [ROW], both)).offline).toEqual({ source: 'driver_stats_source', appended: 1 });
      expect(await trained(store)).toBe(99);
      expect((await store.skew()).mismatches).toEqual([]);
    });
  });

  test.skipIf(process.platform === 'win32')('a link stays one: the file that it leads to is written', async () => {
    const [link, far] = [repository.path('data', 'driver_stats.parquet'), repository.path('far.parquet')];
    renameSync(link, far);
    symlinkSync(join('..', 'far.parquet'), link);
    await inStore(async (store) => {
      await store.push('fresh', [ROW], both);
      expect(await trained(store)).toBe(99);
    });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  test('a folder gets a file, which comes after the others: a full tie is the pushed row', async () => {
    mkdirSync(repository.path('data', 'stats'));
    renameSync(repository.path('data', 'driver_stats.parquet'), repository.path('data', 'stats', 'ñandú.parquet'));
    repository.edit('features.ts', 'data/driver_stats.parquet', 'data/stats');
    const tie = { ...ROW, event_timestamp: '2025-06-01T11:00:00Z', created: '2025-06-01T12:00:00Z' };
    await inStore(async (store) => {
      await store.push('fresh', [{ ...tie, trips: 77 }], both);
      await store.push('fresh', [tie], both);
      expect(await trained(store)).toBe(99);
      expect((await store.skew()).mismatches).toEqual([]);
    });
    expect(readdirSync(repository.path('data', 'stats')).sort()).toEqual([
      '~pushed-00000001.parquet',
      '~pushed-00000002.parquet',
      'ñandú.parquet',
    ]);
  });

  test.each(['one file', 'a folder'])('a narrower column of %s is widened to what the view declares', async (where) => {
    repository.edit('features.ts', "conv_rate: 'float32', trips: 'int64'", "conv_rate: 'float64', trips: 'bigint'");
    if (where === 'a folder') {
      mkdirSync(repository.path('data', 'stats'));
      renameSync(repository.path('data', 'driver_stats.parquet'), repository.path('data', 'stats', 'a.parquet'));
      repository.edit('features.ts', 'data/driver_stats.parquet', 'data/stats');
    }
    const file = repository.path('rows.json');
    writeFileSync(file, JSON.stringify([{ ...ROW, conv_rate: 0.1, trips: '9007199254740993' }]));
    await inStore(async (store) => {
      await store.push('fresh', file, both);
      const features = ['driver_stats:conv_rate', 'driver_stats:trips'];
      const [row] = (await store.getHistoricalFeatures({ ...question, features })).toRows();
      expect([row?.['conv_rate'], row?.['trips']]).toEqual([0.1, 9007199254740993n]);
      expect((await store.skew()).mismatches).toEqual([]);
    });
  });

  describe('a time that nanoseconds do not hold has no place beside them, and nothing is written', () => {
    const expires = (unit: 'us' | 'ns', time: string): TestColumn[] => [
      ...COLUMNS,
      { name: 'expires', type: `timestamp[${unit}, UTC]`, values: [time] },
    ];

    test('the pushed one', async () => {
      repository.write('data/driver_stats.parquet', parquetBytes(expires('ns', '2026-01-01T00:00:00.000000001Z')));
      await inStore(async (store) => {
        await expect(store.push('fresh', [ROW, { ...ROW, expires: '9999-12-31T00:00:00Z' }], both)).rejects.toThrow(
          'pushed row 2: expires is before 1677 or after 2262, which the nanoseconds of source driver_stats_source do not hold\nfix: push a time',
        );
        await store.push('fresh', [{ ...ROW, expires: '2262-01-01T00:00:00Z' }], both);
      });
    });

    test("the file's", async () => {
      repository.write('data/driver_stats.parquet', parquetBytes(expires('us', '9999-12-31T00:00:00Z')));
      await inStore(async (store) => {
        const rows = [{ ...ROW, expires: '2026-01-01T00:00:00.000000001Z' }];
        await expect(store.push('fresh', rows, both)).rejects.toThrow(
          /driver_stats\.parquet: expires has a time before 1677 or after 2262.*\nfix: push expires without nanoseconds/,
        );
      });
    });
  });

  test('a source that is not there yet begins with them', async () => {
    repository.delete('data/driver_stats.parquet');
    await repository.with(async (store) => {
      await store.apply();
      await store.push('fresh', [ROW], { to: 'offline' });
      expect(await trained(store)).toBe(99);
    });
  });

  test('a row without a time is refused, also where nothing is served', async () => {
    await inStore(async (store) => {
      const before = repository.bytes('data/driver_stats.parquet');
      await expect(store.push('fresh', [{ ...ROW, event_timestamp: null }], { to: 'offline' })).rejects.toThrow(
        'pushed row 1: event_timestamp is null\nfix: ',
      );
      expect(repository.bytes('data/driver_stats.parquet').equals(before)).toBe(true);
    });
  });

  test('the history alone needs no online store, not even a whole one', async () => {
    await inStore(() => Promise.resolve());
    repository.write('data/online_store.db', 'no database');
    await repository.with(async (store) => {
      const { offline, online } = await store.push('fresh', [ROW], { to: 'offline' });
      expect([offline?.appended, online]).toEqual([1, []]);
      await expect(store.push('fresh', [ROW], both)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
      expect((await store.getHistoricalFeatures(question)).toRows()).toMatchObject([{ trips: 99 }]);
    });
  });

  test.each(['online', 'online_and_offline'] as const)(
    'an apply between the reading of the rows and their writing: refused, and nothing is written (%s)',
    async (to) => {
      await inStore(async (store) => {
        const before = repository.bytes('data/driver_stats.parquet');
        const rows = {
          toArrow: () => {
            repository.edit('features.ts', "conv_rate: 'float32'", "conv_rate: 'float64'");
            const bin = join(packageRoot(), 'lib', 'cli', 'bin.js');
            execFileSync(process.execPath, [bin, '-c', repository.folder, '--now', NOW, 'apply']);
            return arrowTable(COLUMNS);
          },
        };
        await expect(store.push('fresh', rows as EntityDfInput, { to })).rejects.toMatchObject({
          code: 'STORE_CHANGED',
          message: expect.stringMatching(/^view driver_stats was applied anew .*\nfix: push them again$/) as string,
        });
        expect(repository.bytes('data/driver_stats.parquet').equals(before)).toBe(true);
        await store.materialize(null, NOW);
        expect(await served(store, 1001)).toMatchObject([{ conv_rate: 0.5 }]);
      });
    },
  );

  test('a column that the source does not have is refused, and nothing is written', async () => {
    await inStore(async (store) => {
      const before = repository.bytes('data/driver_stats.parquet');
      await expect(store.push('fresh', [{ ...ROW, trip: 1 }], both)).rejects.toThrow(
        'the pushed rows have a column trip, which source driver_stats_source does not have\nfix: did you mean trips?',
      );
      expect(repository.bytes('data/driver_stats.parquet').equals(before)).toBe(true);
      expect(await served(store, 1001)).toMatchObject([{ trips: 11 }]);
    });
  });
});

describe('refused, before anything is written', () => {
  test.each<[string, unknown, string]>([
    ['a missing feature', [{ driver_id: 1001, event_timestamp: NOW, conv_rate: 1, trip: 1 }], 'fix: rename trip'],
    [
      'a missing key',
      [{ event_timestamp: NOW, conv_rate: 1, trips: 1 }],
      'no column driver_id, which view driver_stats',
    ],
    ['a value of another type', [ROW, { ...ROW, trips: 1.5 }], 'pushed row 2: trips is 1.5, which is no int64\nfix: '],
    [
      'a number that a float32 would make infinite',
      [ROW, { ...ROW, conv_rate: 1e39 }],
      'pushed row 2: conv_rate is 1e+39, which is no float32\nfix: write conv_rate as a number within ±3.4e38',
    ],
    [
      'columns of different lengths',
      { driver_id: [1001, 1002], event_timestamp: [NOW] },
      "the pushed rows' column event_timestamp has 1 values, driver_id has 2\nfix: ",
    ],
    ['a row that is none', [ROW, 5], 'pushed row 2 is 5, not an object\nfix: '],
    [
      'a created time under another name',
      [Object.fromEntries(Object.entries(ROW).map(([name, value]) => [name === 'created' ? 'creatd' : name, value]))],
      'a column creatd, which nobody reads, and no created\nfix: call it created',
    ],
    ['a key in quotes', [{ ...ROW, driver_id: '1001' }], 'pushed row 1: driver_id is "1001", which is no int64'],
    ['a row without a time', [{ ...ROW, event_timestamp: null }], 'pushed row 1: event_timestamp is null\nfix: '],
    [
      'a time that is none',
      [{ ...ROW, event_timestamp: 'ayer' }],
      'pushed row 1: event_timestamp: "ayer" is not a time',
    ],
    ['no rows at all', 5, "rows is 5\nfix: pass rows, columns, an Arrow table or a file's path"],
    ['a file that is not there', 'nowhere.csv', 'check the path of the pushed rows'],
  ])('%s', async (_, rows, message) => {
    await expect(push(rows)).rejects.toThrow(message);
    await repository.with(async (store) => expect(await served(store, 1001)).toMatchObject([{ trips: 11 }]));
  });

  test('an unknown push source, with the near name', async () => {
    await expect(push([ROW], 'fesh')).rejects.toThrow('unknown push source fesh\nfix: did you mean fresh?');
  });

  test('a source that is read', async () => {
    await expect(push([ROW], 'driver_stats_source')).rejects.toThrow('fix: driver_stats_source is read, not pushed to');
  });
});

test('the command line pushes a file, and lists the source', async () => {
  await inStore(() => Promise.resolve());
  writeFileSync(repository.path('rows.json'), JSON.stringify([ROW]));
  const cli = (...args: string[]) => runCli(['-c', repository.folder, '--now', NOW, ...args]);
  const { stdout } = await cli('push', 'fresh', '--rows', repository.path('rows.json'), '--to', 'online_and_offline');
  expect(stdout).toMatch(/^driver_stats +1 +1 +0$/m);
  expect(stdout).toContain('1 rows added to driver_stats_source');
  expect((await cli('data-sources', 'list')).stdout).toMatch(/^fresh .*pushed, behind driver_stats_source$/m);
  const refused = await cli('push', 'fresh', '--rows', 'rows.json', '--to', 'both');
  expect([refused.exit, refused.stderr]).toEqual([
    1,
    expect.stringContaining("use 'online', 'offline' or 'online_and_offline'"),
  ]);
});
