import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';

import { entity } from './definitions/entity';
import { featureView } from './definitions/feature-view';
import type { FeatureView } from './definitions/feature-view';
import { fileSource } from './definitions/file-source';
import type { Duration } from './duration';
import { parseDuration } from './duration';
import { oracle } from './testing/oracle';
import type { OracleRow } from './testing/oracle';
import { minutes, runs } from './testing/runs';
import { temporaryStore } from './testing/temporary-store';
import { formatInstant, instantFromNs } from './time';
import type { JoinKeys, KeyType, Schema } from './types';

/**
 * The promise that ties offline and online together: for every key k and time t, after materializing everything up to
 * t and nothing beyond, in whatever windows and order, the online read at t equals the training row of (k, t), bit for
 * bit.
 */

const lab = temporaryStore();
afterAll(() => lab.remove());

const SCHEMA = {
  n: 'int64',
  rate: 'float32',
  amount: 'float64',
  city: 'string',
  ok: 'bool',
  raw: 'bytes',
  seen: 'timestamp',
  total: 'bigint',
} as const satisfies Schema;
const FEATURES = Object.keys(SCHEMA);

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
type KeyPart = bigint | string | null;
type Row = OracleRow<Record<string, unknown>>;

/** A step of time in each unit: less than a microsecond where the file can tell. */
const STEP = { ms: 1_000_000n, us: 1_000n, ns: 500n };
const PARTS: Record<KeyType, readonly (bigint | string)[]> = {
  int32: [1n, 12n, -1n],
  int64: [1n, 12n, 2n ** 53n + 1n],
  bigint: [1n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 63n)],
  string: ['1', '12', '', 'a,b'],
};

interface World {
  readonly unit: Unit;
  readonly rows: readonly (readonly Row[])[];
  readonly rowGroupSize: number;
  readonly ttl: Duration | undefined;
  readonly t: bigint;
  readonly windows: readonly (readonly [from: bigint | null, to: bigint])[];
  readonly asked: readonly (readonly KeyPart[])[];
}

function worlds(types: readonly KeyType[]): fc.Arbitrary<World> {
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

let worldsSoFar = 0;

/** Applies a view `v` over the world's rows, which it numbers. */
async function apply(types: readonly KeyType[], world: World): Promise<{ view: FeatureView; rows: Row[] }> {
  const made = await makeView(
    'v',
    types.map((_, k) => `k${String(k)}`),
    types,
    world,
  );
  await lab.store.apply([made.view]);
  return made;
}

/** A view over files that have names which were never used. Join keys are `names`, the files' columns k0, k1, … */
async function makeView(
  name: string,
  names: readonly string[],
  types: readonly KeyType[],
  world: World,
): Promise<{ view: FeatureView; rows: Row[]; path: string }> {
  const folder = String(worldsSoFar++);
  const files = numberedFiles(world.rows);
  const paths = await Promise.all(
    files.map((rows, i) => writeRows(`${folder}/${String(i)}.parquet`, types, rows, world)),
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

function numbered(rows: readonly Row[]): Row[] {
  return numberedFiles([rows]).flat();
}

function writeRows(
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

function keyFields(key: readonly KeyPart[], types: readonly KeyType[]): Record<string, unknown> {
  const field = (part: KeyPart, k: number): unknown =>
    typeof part === 'bigint' && types[k] === 'int32' ? Number(part) : part;
  return Object.fromEntries(key.map((part, k) => [`k${String(k)}`, field(part, k)]));
}

function featuresOf(row: Record<string, unknown>): unknown[] {
  return FEATURES.map((name) => row[name]);
}

describe.each<{ types: KeyType[]; numRuns: number }>([
  { types: [], numRuns: 25 },
  { types: ['int64'], numRuns: 80 },
  { types: ['bigint'], numRuns: 30 },
  { types: ['string', 'int32'], numRuns: 80 },
])('served equals trained, for keys of $types', ({ types, numRuns }) => {
  test(
    `in ${String(numRuns)} histories`,
    async () => {
      await fc.assert(
        fc.asyncProperty(worlds(types), async (world) => {
          const { rows } = await apply(types, world);
          const t = instantFromNs(world.t);
          lab.now = t;
          for (const [from, to] of world.windows) {
            await lab.store.materialize(from === null ? null : instantFromNs(from), instantFromNs(to));
          }
          const features = FEATURES.map((name) => `v:${name}`);
          const entityRows = world.asked.map((key) => keyFields(key, types));
          const online = await lab.store.getOnlineFeatures({ features, entityRows });
          const entityDf = entityRows.map((row) => ({ ...row, event_timestamp: formatInstant(t) }));
          const training = await lab.store.getHistoricalFeatures({ features, entityDf });

          expect(online.toRows().map(featuresOf)).toEqual(training.toRows().map(featuresOf));
          const ttl = BigInt(parseDuration(world.ttl ?? '0s') ?? 0) * 1000n;
          const winners = world.asked.map((key) => oracle(rows, key, world.t, { ttl }));
          expect(online.toRows().map((row) => row['n'])).toEqual(winners.map((winner) => winner?.value['n'] ?? null));
          const { mismatches } = await lab.store.skew();
          expect(mismatches).toEqual([]);
        }),
        { numRuns: runs(numRuns) },
      );
    },
    minutes(1),
  );
});

test(
  "each value has its status at any later time: the ttl is the read's, not the materialization's",
  async () => {
    const laterWorlds = worlds(['int64']).chain((world) =>
      fc.record({ world: fc.constant(world), later: fc.array(fc.bigInt(0n, 5_000n), { minLength: 1, maxLength: 4 }) }),
    );
    await fc.assert(
      fc.asyncProperty(laterWorlds, async ({ world, later }) => {
        const { rows } = await apply(['int64'], world);
        lab.now = instantFromNs(world.t);
        await lab.store.materialize(null, instantFromNs(world.t));
        const ttl = BigInt(parseDuration(world.ttl ?? '0s') ?? 0) * 1000n;
        for (const steps of later) {
          const now = world.t + steps * 1_000n;
          lab.now = instantFromNs(now);
          const entityRows = world.asked.map((key) => keyFields(key, ['int64']));
          const online = await lab.store.getOnlineFeatures({ features: ['v:city'], entityRows });
          const expected = world.asked.map((key) => statusOf(oracle(rows, key, world.t), now, ttl));
          expect(online.statuses().map(({ city }) => city)).toEqual(expected);
        }
      }),
      { numRuns: runs(60) },
    );
  },
  minutes(1),
);

function statusOf(row: Row | undefined, now: bigint, ttl: bigint): string {
  if (row?.event == null) return 'NOT_FOUND';
  if (ttl > 0n && now - row.event > ttl) return 'OUTSIDE_MAX_AGE';
  return row.value['city'] === null ? 'NULL_VALUE' : 'PRESENT';
}

test(
  'several views and aliases in one request: each as if it were asked alone',
  async () => {
    const pairs = fc.record({ one: worlds(['int64']), other: worlds(['string', 'int32']) });
    await fc.assert(
      fc.asyncProperty(pairs, async ({ one, other }) => {
        const first = await makeView('one', ['a'], ['int64'], one);
        const second = await makeView('other', ['b', 'c'], ['string', 'int32'], other);
        const alias = first.view.withName('again').withJoinKeyMap({ a: 'd' });
        await lab.store.apply([first.view, second.view, alias]);
        const entityDf = one.asked.map(([a], i) => {
          const [b, c] = other.asked[i % other.asked.length] ?? [];
          return { a, b, c, d: one.asked.at(-1 - i)?.[0], event_timestamp: formatInstant(instantFromNs(one.t)) };
        });
        const features = ['one:n', 'other:n', 'again:n'];
        const training = await lab.store.getHistoricalFeatures({ entityDf, features, fullFeatureNames: true });
        const ttlOf = (world: World): bigint => BigInt(parseDuration(world.ttl ?? '0s') ?? 0) * 1000n;
        const won = (rows: readonly Row[], key: readonly KeyPart[], world: World): unknown =>
          oracle(rows, key, one.t, { ttl: ttlOf(world) })?.value['n'] ?? null;
        expect(training.toRows().map((row) => [row['one__n'], row['other__n'], row['again__n']])).toEqual(
          entityDf.map(({ a, b, c, d }) => [
            won(first.rows, [a ?? null], one),
            won(second.rows, [b ?? null, c ?? null], other),
            won(first.rows, [d ?? null], one),
          ]),
        );
      }),
      { numRuns: runs(40) },
    );
  },
  minutes(1),
);

test(
  'increments, as the rows arrive, end in the store of one materialize over all of them',
  async () => {
    const arrivals = fc.record({
      world: worlds(['int64']),
      cuts: fc.uniqueArray(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(arrivals, async ({ world, cuts }) => {
        const zero = world.t - (world.t % 1_000_000_000n);
        const ends = cuts.map((cut) => zero + BigInt(cut) * STEP[world.unit]).sort((a, b) => Number(a - b));
        // A row is there from its created time on, and speaks of no later time.
        const rows = world.rows
          .flat()
          .filter(({ event, created }) => event !== null && created !== null && event <= created);
        const { view, path } = await makeView('v', ['k0'], ['int64'], { ...world, rows: [rows] });
        await lab.store.teardown().catch(() => undefined);
        for (const end of ends) {
          await writeRows(
            path,
            ['int64'],
            numbered(rows).filter(({ created }) => (created ?? 0n) <= end),
            world,
          );
          await lab.store.apply([view]);
          lab.now = instantFromNs(end);
          await lab.store.materializeIncremental(instantFromNs(end));
          expect((await lab.store.skew()).mismatches).toEqual([]);
        }
      }),
      { numRuns: runs(60) },
    );
  },
  minutes(1),
);
