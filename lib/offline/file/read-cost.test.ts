import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetMetadata } from 'hyparquet';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fileSource } from '../../definitions/file-source';
import { parseInstant } from '../../time/time';
import type { Instant } from '../../time/time';
import { writeParquet } from '../../testing/write-parquet';
import type { AsOfRequest, NewestRequest, SourceRequest } from '../offline-store';
import { createFileStore } from './file-store';
import type { FileStore } from './file-store';
import type { ReadCost } from './read-cost';

/**
 * What queries cost, counted: no timer, so the same on every machine. A number here that grows is a query that does
 * more than it needs; one that shrinks is a saving to be written down.
 *
 * The history: three files, one for each day, of four row groups of 6 hours each; 100 drivers, one row an hour each.
 */
const DRIVERS = 100;
const GROUPS = 4;
const GROUP_ROWS = DRIVERS * 6;
const DAYS = ['01', '02', '03'];

let folder = '';
let store: FileStore;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'featlab-cost-'));
  for (const day of DAYS) await writeDay(day);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  store = createFileStore({ folder, expand: (text) => text, threads: 2, rowsPerThread: GROUP_ROWS });
});
afterEach(() => store.close());

function writeDay(day: string): Promise<void> {
  const rows = Array.from({ length: GROUPS * GROUP_ROWS }, (_, i) => ({
    driver: i % DRIVERS,
    hour: Math.floor(i / DRIVERS),
  }));
  const at = rows.map(({ hour }) => `2025-06-${day}T${String(hour).padStart(2, '0')}:00:00Z`);
  return writeParquet(
    join(folder, `${day}.parquet`),
    [
      { name: 'driver_id', type: 'int64', values: rows.map(({ driver }) => String(driver)) },
      { name: 'event_timestamp', type: 'timestamp[us, UTC]', values: at },
      { name: 'created', type: 'timestamp[us, UTC]', values: at },
      { name: 'conv_rate', type: 'float64', values: rows.map((_, i) => i / 7) },
      { name: 'trips', type: 'int64', values: rows.map((_, i) => String(i * 31)) },
      { name: 'note', type: 'string', values: rows.map((_, i) => `a text that nobody asks for, number ${String(i)}`) },
    ],
    { rowGroupSize: GROUP_ROWS },
  );
}

function request(features: readonly string[] = ['conv_rate'], path: string | string[] = '*.parquet'): SourceRequest {
  return {
    view: 'stats',
    source: fileSource({ name: 's', path, timestampField: 'event_timestamp', createdTimestampColumn: 'created' }),
    keys: [{ name: 'driver_id', column: 'driver_id', type: 'int64' }],
    features: features.map((name) => ({ name, column: name, type: name === 'trips' ? 'int64' : 'float64' })),
  };
}

/** Questions of the first drivers, one at each of the times. */
function asOf(times: readonly string[], ttl: number | undefined, features?: readonly string[]): AsOfRequest {
  return {
    ...request(features),
    length: times.length,
    entityKeys: [{ type: 'int64', values: BigInt64Array.from(times, (_, i) => BigInt(i)) }],
    entityTimes: { us: Float64Array.from(times, (time) => instant(time).us) },
    ttl,
    createdCutoff: false,
    bound: 'inclusive',
  };
}

function instant(text: string): Instant {
  return parseInstant(text) as Instant;
}

const HOUR = 3_600_000_000;
const AT_8_30 = '2025-06-02T08:30:00Z';

/** Whoever plans a query reads the last 64 KiB of each file: its footer is in it. */
const FOOTERS = { files: DAYS.length, bytes: DAYS.length * 65_536 };

/** Bytes of these columns in so many row groups of a file; every group is written alike, but for the values in it. */
function columnBytes(day: string, rowGroups: readonly number[], columns: readonly string[]): number {
  const { row_groups } = metadata(day);
  const chunks = rowGroups.flatMap((group) => row_groups[group].columns.flatMap(({ meta_data }) => meta_data ?? []));
  const asked = chunks.filter(({ path_in_schema: [name] }) => columns.includes(name));
  return asked.reduce((sum, chunk) => sum + Number(chunk.total_compressed_size), 0);
}

/** What a thread reads to open a file: from its page index on. */
function openBytes(day: string): number {
  const starts = metadata(day).row_groups.flatMap(({ columns }) => columns.map((column) => column.column_index_offset));
  return bytesOf(day).length - Math.min(...starts.map(Number));
}

function metadata(day: string): ReturnType<typeof parquetMetadata> {
  const { buffer, byteOffset, length } = bytesOf(day);
  return parquetMetadata(buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer);
}

function bytesOf(day: string): Buffer {
  return readFileSync(join(folder, `${day}.parquet`));
}

/** What the work cost beside the footers. */
async function costOf(work: Promise<unknown>): Promise<ReadCost> {
  await work;
  const { files, rowGroups, bytes } = store.cost();
  return { files: files - FOOTERS.files, rowGroups, bytes: bytes - FOOTERS.bytes };
}

const NOTHING = { files: 0, rowGroups: 0, bytes: 0 };
const KEYS_AND_TIMES = ['driver_id', 'event_timestamp', 'created'];

describe('a join', () => {
  test('1. reads footers only, where nothing is asked', async () => {
    expect(await costOf(store.joinAsOf(asOf([], undefined)))).toEqual(NOTHING);
  });

  test('2. or where no row group can answer: all are too new, or too old for the ttl', async () => {
    expect(await costOf(store.joinAsOf(asOf(['2025-05-31T00:00:00Z'], undefined)))).toEqual(NOTHING);
    expect(await costOf(store.joinAsOf(asOf(['2025-06-05T00:00:00Z'], HOUR)))).toEqual({ ...NOTHING, ...FOOTERS });
  });

  test('3. decodes the one row group that can answer: first keys and times, then the one feature asked for', async () => {
    expect(await costOf(store.joinAsOf(asOf([AT_8_30], HOUR)))).toEqual({
      files: 2,
      rowGroups: 2,
      bytes: 2 * openBytes('02') + columnBytes('02', [1], KEYS_AND_TIMES) + columnBytes('02', [1], ['conv_rate']),
    });
  });

  test('4. without a ttl looks at all groups before the question, two threads, and fetches from the one that won', async () => {
    expect(await costOf(store.joinAsOf(asOf([AT_8_30], undefined, ['trips'])))).toEqual({
      files: 5,
      rowGroups: GROUPS + 2 + 1,
      bytes:
        2 * openBytes('01') +
        columnBytes('01', [0, 1, 2, 3], KEYS_AND_TIMES) +
        2 * openBytes('02') +
        columnBytes('02', [0, 1], KEYS_AND_TIMES) +
        openBytes('02') +
        columnBytes('02', [1], ['trips']),
    });
  });

  test('5. of many questions decodes each row group once for keys and times and once for features', async () => {
    const times = Array.from({ length: 72 }, (_, hour) => new Date(Date.UTC(2025, 5, 1, hour)).toISOString());
    const { rowGroups } = await costOf(store.joinAsOf(asOf(times, HOUR)));
    expect(rowGroups).toBe(2 * DAYS.length * GROUPS);
  });
});

describe('the newest row of each key', () => {
  const window = (from: string | undefined, to: string, late = false): NewestRequest => ({
    ...request(),
    window: {
      from: from === undefined ? undefined : instant(from),
      to: instant(to),
      ...(late && from !== undefined ? { orCreatedFrom: instant(from) } : {}),
    },
  });

  test('1. decodes what can be in the window, and fetches from the groups that won', async () => {
    expect(await costOf(store.newestPerKey(window('2025-06-02T06:00:00Z', '2025-06-02T11:00:00Z')))).toEqual({
      files: 2,
      rowGroups: 2,
      bytes:
        2 * openBytes('02') +
        columnBytes('02', [1], KEYS_AND_TIMES) +
        // The times lie between the two columns that are fetched: so little is read along.
        columnBytes('02', [1], [...KEYS_AND_TIMES, 'conv_rate']),
    });
  });

  test('2. an increment looks only at groups with rows of since then, by their event or their created time', async () => {
    const { files, rowGroups } = await costOf(
      store.newestPerKey(window('2025-06-03T18:00:00Z', '2025-06-04T00:00:00Z', true)),
    );
    expect({ files, rowGroups }).toEqual({ files: 2, rowGroups: 2 });
  });

  test('3. from the beginning on it looks at every group up to the end, and fetches from the last', async () => {
    const { rowGroups } = await costOf(store.newestPerKey(window(undefined, '2025-06-03T23:00:00Z')));
    expect(rowGroups).toBe(DAYS.length * GROUPS + 1);
  });
});

test('a check reads footers only', async () => {
  expect(await costOf(store.check(request()))).toEqual(NOTHING);
});
