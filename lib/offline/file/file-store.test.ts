import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Column, Times } from '../../columns/column';
import { valueAt } from '../../columns/column-values';
import { fileSource } from '../../definitions/file-source';
import type { FileSource } from '../../definitions/file-source';
import { formatInstant, instantFromNs } from '../../time/time';
import type { Instant } from '../../time/time';
import { oracle } from '../../testing/oracle';
import type { OracleRow } from '../../testing/oracle';
import { minutes, runs } from '../../testing/runs';
import { writeParquet } from '../../testing/write-parquet';
import type { KeyType } from '../../types';
import type { AsOfRequest, SourceRequest } from '../offline-store';
import { createFileStore } from './file-store';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'featlab-file-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

// Two threads however small the files are: what they find is merged.
const store = createFileStore({ folder: '/', expand: (text) => text, threads: 2, rowsPerThread: 1 });
afterAll(() => store.close());

type Key = readonly (bigint | string | null)[];
type Row = OracleRow<number>;
type Unit = 'ms' | 'us' | 'ns';

const NANOS = { ms: 1_000_000n, us: 1_000n, ns: 1n };

/** The units that hold every time of one. */
const FINER: Record<Unit, Unit[]> = { ms: ['ms', 'us', 'ns'], us: ['us', 'ns'], ns: ['ns'] };

/** One file with these rows; `value` is the row's number, so that an answer tells which row it came from. */
async function writeRows(
  file: string,
  types: readonly KeyType[],
  rows: readonly Row[],
  unit: Unit,
  rowGroupSize: number,
): Promise<void> {
  const iso = (time: bigint | null): string | null => (time === null ? null : formatInstant(instantFromNs(time)));
  await writeParquet(
    join(folder, file),
    [
      ...types.map((type, k) => ({
        name: `k${String(k)}`,
        type,
        values: rows.map(({ key }) => (typeof key[k] === 'bigint' ? String(key[k]) : key[k])),
      })),
      { name: 'event', type: `timestamp[${unit}, UTC]`, values: rows.map(({ event }) => iso(event)) },
      { name: 'created', type: `timestamp[${unit}]`, values: rows.map(({ created }) => iso(created)) },
      { name: 'value', type: 'int64', values: rows.map(({ value }) => String(value)) },
    ],
    { rowGroupSize },
  );
}

function source(files: readonly string[]): FileSource {
  return fileSource({
    name: 's',
    path: files.map((file) => join(folder, file)),
    timestampField: 'event',
    createdTimestampColumn: 'created',
  });
}

function request(types: readonly KeyType[], files: readonly string[]): SourceRequest {
  const keys = types.map((type, k) => ({ name: `k${String(k)}`, column: `k${String(k)}`, type }));
  return { view: 'v', source: source(files), keys, features: [{ name: 'value', column: 'value', type: 'int64' }] };
}

function keyColumns(types: readonly KeyType[], keys: readonly Key[]): Column[] {
  return types.map((type, k): Column => {
    const valid = Uint8Array.from(keys, (key) => Number(key[k] !== null));
    if (type === 'string') return { type, valid, values: keys.map((key) => (key[k] ?? '') as string) };
    return { type: 'int64', valid, values: BigInt64Array.from(keys, (key) => (key[k] ?? 0n) as bigint) };
  });
}

function asOf(
  types: readonly KeyType[],
  files: readonly string[],
  keys: readonly Key[],
  times: readonly bigint[],
): AsOfRequest {
  const instants = times.map(instantFromNs);
  return {
    ...request(types, files),
    length: keys.length,
    entityKeys: keyColumns(types, keys),
    entityTimes: timesOfInstants(instants),
    ttl: undefined,
    createdCutoff: false,
    bound: 'inclusive',
  };
}

/** Without `ns` where all are whole microseconds, as the library has them: that is the join's fast path. */
function timesOfInstants(instants: readonly Instant[]): Times {
  const us = Float64Array.from(instants, (instant) => instant.us);
  return instants.every(({ ns }) => ns === 0) ? { us } : { us, ns: Int32Array.from(instants, ({ ns }) => ns) };
}

function values(column: Column): unknown[] {
  return Array.from({ length: column.values.length }, (_, row) => valueAt(column, row, 'value'));
}

const TEXTS = ['', '1', '12', 'a,b', 'ñ'];
const INTS = [0n, 1n, -1n, 12n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 63n)];

/** Few keys, few times close together: everything ties and meets its boundary. Times lie around `base`. */
function worlds(types: readonly KeyType[]): fc.Arbitrary<World> {
  const part = (type: KeyType): fc.Arbitrary<bigint | string | null> =>
    fc.option(fc.constantFrom<bigint | string>(...(type === 'string' ? TEXTS : INTS)), { freq: 8 });
  const key = fc.tuple(...types.map(part));
  return fc
    .record({
      unit: fc.constantFrom<Unit>('ms', 'us', 'ns'),
      base: fc.constantFrom(0n, 1_700_000_000n, -3_000_000_000n),
    })
    .chain(({ unit, base }) => {
      const time = fc.integer({ min: -6, max: 6 }).map((step) => base * 1_000_000_000n + BigInt(step) * NANOS[unit]);
      const row = fc.record({ key, event: fc.option(time, { freq: 12 }), created: fc.option(time, { freq: 4 }) });
      return fc.record({
        unit: fc.constant(unit),
        files: fc.array(
          fc.record({
            rows: fc.array(row, { maxLength: 12 }),
            unit: fc.constantFrom<Unit>(...FINER[unit]),
            narrow: fc.boolean(),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        rowGroupSize: fc.constantFrom(1, 3, 100),
        asked: fc.array(fc.record({ key, time }), { maxLength: 12 }),
        ttl: fc.constantFrom(0n, 1n, 2n, 5n).map((steps) => (steps * NANOS[unit] < 1000n ? 0n : steps * NANOS[unit])),
        exclusive: fc.boolean(),
        cutoff: fc.boolean(),
      });
    });
}

interface World {
  readonly unit: Unit;
  readonly files: readonly WorldFile[];
  readonly rowGroupSize: number;
  readonly asked: readonly { readonly key: Key; readonly time: bigint }[];
  readonly ttl: bigint;
  readonly exclusive: boolean;
  readonly cutoff: boolean;
}

/** Files of one source may differ in resolution, and in the width of integers where these are small enough. */
interface WorldFile {
  readonly rows: readonly Omit<Row, 'value'>[];
  readonly unit: Unit;
  /** int32 keys where every one of them fits. */
  readonly narrow: boolean;
}

async function writeWorld(types: readonly KeyType[], world: World): Promise<{ files: string[]; rows: Row[] }> {
  let number = 0;
  const numbered = world.files.map(({ rows }) => rows.map((row) => ({ ...row, value: number++ })));
  const files = numbered.map((_, i) => `${String(i)}.parquet`);
  for (const [i, rows] of numbered.entries()) {
    const { unit, narrow } = world.files[i];
    const written = types.map((type, k) =>
      narrow && rows.every(({ key }) => fits32(key[k] as bigint | string | null)) ? narrowed(type) : type,
    );
    await writeRows(files[i], written, rows, unit, world.rowGroupSize);
  }
  return { files, rows: numbered.flat() };
}

function narrowed(type: KeyType): KeyType {
  return type === 'string' ? type : 'int32';
}

function fits32(part: bigint | string | null | undefined): boolean {
  return typeof part !== 'bigint' || BigInt.asIntN(32, part) === part;
}

describe.each<{ types: KeyType[] }>([
  { types: [] },
  { types: ['int64'] },
  { types: ['string'] },
  { types: ['int64', 'string'] },
  { types: ['bigint', 'int64', 'string'] },
])('keys of $types', ({ types }) => {
  test(
    'the join gives each entity row the row that the oracle gives',
    async () => {
      await fc.assert(
        fc.asyncProperty(worlds(types), async (world) => {
          const { files, rows } = await writeWorld(types, world);
          const asked = asOf(
            types,
            files,
            world.asked.map(({ key }) => key),
            world.asked.map(({ time }) => time),
          );
          const options = {
            ttl: Number(world.ttl / 1000n),
            createdCutoff: world.cutoff,
            bound: world.exclusive ? ('exclusive' as const) : ('inclusive' as const),
          };
          const [answer] = await store.joinAsOf({ ...asked, ...options });
          expect(values(answer)).toEqual(
            world.asked.map(({ key, time }) => oracle(rows, key, time, world)?.value ?? null),
          );
        }),
        { numRuns: runs(60) },
      );
    },
    minutes(1),
  );

  test(
    'the newest row of each key is the one that wins at the end of the window, ordered by key',
    async () => {
      const step = fc.bigInt(-6n, 6n);
      const windows = fc.record({ end: step, start: fc.option(step), late: fc.option(step) });
      await fc.assert(
        fc.asyncProperty(worlds(types), windows, async (world, { end, start, late }) => {
          const { files, rows } = await writeWorld(types, world);
          const at = (steps: bigint): bigint => (world.asked[0]?.time ?? 0n) + steps * NANOS[world.unit];
          const [to, from] = [at(end), start === null ? null : at(start)];
          const orCreatedFrom = from === null || late === null ? null : at(late);
          const newest = await store.newestPerKey({
            ...request(types, files),
            window: {
              from: from === null ? undefined : instantFromNs(from),
              to: instantFromNs(to),
              orCreatedFrom: orCreatedFrom === null ? undefined : instantFromNs(orCreatedFrom),
            },
          });
          const isInside = ({ event, created }: Row): boolean =>
            event !== null &&
            event <= to &&
            (from === null ||
              event >= from ||
              (orCreatedFrom !== null && created !== null && created >= orCreatedFrom));
          const inside = rows.filter(isInside);
          const whole = inside.filter(({ key }) => !key.includes(null));
          expect(newest).toMatchObject({ read: inside.length, skipped: inside.length - whole.length });
          const keys = [...new Map(whole.map(({ key }) => [JSON.stringify(key.map(String)), key])).values()];
          expect(values(newest.features[0]).sort()).toEqual(keys.map((key) => oracle(inside, key, to)?.value).sort());
        }),
        { numRuns: runs(40) },
      );
    },
    minutes(1),
  );
});
