import fc from 'fast-check';

import { entity } from '../definitions/entity';
import { featureView } from '../definitions/feature-view';
import type { FeatureView } from '../definitions/feature-view';
import { fileSource } from '../definitions/file-source';
import type { Duration } from '../time/duration';
import { formatInstant, instantFromNs } from '../time/time';
import type { JoinKeys, KeyType, Schema } from '../types';
import type { OracleRow } from './oracle';
import type { TemporaryStore } from './temporary-store';

/** A feature of every type. */
export const SCHEMA: Schema = {
  n: 'int64',
  rate: 'float32',
  amount: 'float64',
  city: 'string',
  ok: 'bool',
  raw: 'bytes',
  seen: 'timestamp',
  total: 'bigint',
};
export const FEATURES: readonly string[] = Object.keys(SCHEMA);

/** What the files hold of each feature; `n` is the row's number, so that an answer tells which row it came from. */
const VALUES = {
  rate: [null, 0.1, -0, NaN, 3.4028234663852886e38],
  amount: [null, 0.1, -0, NaN, -Infinity, Number.MIN_VALUE],
  city: [null, '', 'ñandú', 'null'],
  ok: [null, true, false],
  raw: [null, '', 'AP8='],
  seen: [null, '1969-12-31T23:59:59.999999Z', '2024-01-01T00:00:00Z'],
  total: [null, '9007199254740993', '-9223372036854775808', '0'],
};

type Unit = 'ms' | 'us' | 'ns';
export type KeyPart = bigint | string | null;
export type Row = OracleRow<Record<string, unknown>>;

/** A step of time in each unit: less than a microsecond where the file can tell. */
export const STEP: Record<Unit, bigint> = { ms: 1_000_000n, us: 1_000n, ns: 500n };
const PARTS: Record<KeyType, readonly (bigint | string)[]> = {
  int32: [1n, 12n, -1n],
  int64: [1n, 12n, 2n ** 53n + 1n],
  bigint: [1n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 63n)],
  string: ['1', '12', '', 'a,b'],
};

/** A history of one view, how it is materialized, and what is then asked. */
export interface World {
  readonly unit: Unit;
  readonly rows: readonly (readonly Row[])[];
  readonly rowGroupSize: number;
  readonly ttl: Duration | undefined;
  readonly t: bigint;
  readonly windows: readonly (readonly [from: bigint | null, to: bigint])[];
  readonly asked: readonly (readonly KeyPart[])[];
}

export function worlds(types: readonly KeyType[]): fc.Arbitrary<World> {
  const key = fc.tuple(...types.map((type) => fc.option(fc.constantFrom<KeyPart>(...PARTS[type]), { freq: 9 })));
  return fc
    .record({
      unit: fc.constantFrom<Unit>('ms', 'us', 'ns'),
      base: fc.constantFrom(0n, 1_704_067_200n, -5_000_000_000n),
    })
    .chain(({ unit, base }) => {
      const at = (step: number): bigint => base * 1_000_000_000n + BigInt(step) * STEP[unit];
      const time = fc.integer({ min: -6, max: 6 }).map(at);
      const values = fc.record(
        Object.fromEntries(Object.entries(VALUES).map(([name, some]) => [name, fc.constantFrom<unknown>(...some)])),
      );
      const event = fc.option(time, { freq: 12 });
      const row = fc.record({ key, event, created: fc.option(time, { freq: 4 }), value: values });
      return fc.integer({ min: -4, max: 9 }).chain((last) =>
        fc.record({
          unit: fc.constant(unit),
          rows: fc.array(fc.array(row, { maxLength: 10 }), { minLength: 1, maxLength: 3 }),
          rowGroupSize: fc.constantFrom(1, 3, 100),
          ttl: fc.constantFrom<(Duration | undefined)[]>(undefined, '0s', '1us', '3us', '2ms', '0.004s'),
          t: fc.constant(at(last)),
          windows: windows(at, last),
          asked: fc.array(key, { minLength: 1, maxLength: 6 }),
        }),
      );
    });
}

/** Windows that together reach from the beginning to `last`, and some more of them within, in any order. */
function windows(at: (step: number) => bigint, last: number): fc.Arbitrary<[bigint | null, bigint][]> {
  const step = fc.integer({ min: -7, max: last });
  return fc
    .tuple(fc.uniqueArray(step, { maxLength: 3 }), fc.array(fc.tuple(step, step), { maxLength: 2 }))
    .chain(([cuts, more]) => {
      const ends = [...cuts.filter((cut) => cut < last).sort((a, b) => a - b), last];
      const cover = ends.map((end, i): [bigint | null, bigint] => [i === 0 ? null : at(ends[i - 1]), at(end)]);
      const within = more.map(([a, b]): [bigint, bigint] => [at(Math.min(a, b)), at(Math.max(a, b))]);
      const all = [...cover, ...within];
      return fc.shuffledSubarray(all, { minLength: all.length });
    });
}

export function keyFields(key: readonly KeyPart[], types: readonly KeyType[]): Record<string, unknown> {
  const field = (part: KeyPart, k: number): unknown =>
    typeof part === 'bigint' && types[k] === 'int32' ? Number(part) : part;
  return Object.fromEntries(key.map((part, k) => [`k${String(k)}`, field(part, k)]));
}

let worldsSoFar = 0;

/** A view over files that have names which were never used. Join keys are `names`, the files' columns k0, k1, … */
export async function makeView(
  lab: TemporaryStore,
  name: string,
  names: readonly string[],
  types: readonly KeyType[],
  world: World,
): Promise<{ view: FeatureView; rows: Row[]; path: string }> {
  const folder = String(worldsSoFar++);
  const files = numberedFiles(world.rows);
  const paths = await Promise.all(
    files.map((rows, i) => writeRows(lab, `${folder}/${String(i)}.parquet`, types, rows, world)),
  );
  const joinKeys: JoinKeys = Object.fromEntries(types.map((type, k) => [names[k], type]));
  const view = featureView({
    name,
    entities: types.length === 0 ? [] : [entity({ name: `thing_${name}`, joinKeys })],
    schema: SCHEMA,
    ...(world.ttl === undefined ? {} : { ttl: world.ttl }),
    source: fileSource({
      name: `source_${name}`,
      path: paths,
      timestampField: 'event',
      createdTimestampColumn: 'created',
      fieldMapping: Object.fromEntries(names.map((key, k) => [`k${String(k)}`, key])),
    }),
  });
  return { view, rows: files.flat(), path: `${folder}/0.parquet` };
}

function numberedFiles(files: readonly (readonly Row[])[]): Row[][] {
  let n = 0;
  return files.map((rows) => rows.map((row) => ({ ...row, value: { ...row.value, n: n++ } })));
}

export function numbered(rows: readonly Row[]): Row[] {
  return numberedFiles([rows]).flat();
}

export function writeRows(
  lab: TemporaryStore,
  file: string,
  types: readonly KeyType[],
  rows: readonly Row[],
  { unit, rowGroupSize }: World,
): Promise<string> {
  const iso = (time: bigint | null): string | null => (time === null ? null : formatInstant(instantFromNs(time)));
  const typeOf = (name: string, type: string): string => (name === 'seen' ? 'timestamp[us]' : type);
  return lab.write(
    file,
    [
      ...types.map((type, k) => ({
        name: `k${String(k)}`,
        type,
        values: rows.map(({ key }) => (typeof key[k] === 'bigint' ? String(key[k]) : key[k])),
      })),
      { name: 'event', type: `timestamp[${unit}, UTC]`, values: rows.map(({ event }) => iso(event)) },
      { name: 'created', type: `timestamp[${unit}]`, values: rows.map(({ created }) => iso(created)) },
      ...Object.entries(SCHEMA).map(([name, type]) => ({
        name,
        type: typeOf(name, type),
        values: rows.map(({ value }) => value[name] ?? null),
      })),
    ],
    { rowGroupSize },
  );
}
