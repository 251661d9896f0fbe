import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';

import { parseDuration } from './time/duration';
import { oracle } from './testing/oracle';
import { minutes, runs } from './testing/runs';
import { applied, describeServedEqualsTrained } from './testing/served-equals-trained';
import { temporaryStore } from './testing/temporary-store';
import { keyFields, makeView, numbered, STEP, worlds, writeRows } from './testing/worlds';
import type { KeyPart, Row, World } from './testing/worlds';
import { formatInstant, instantFromNs } from './time/time';

const lab = temporaryStore();
afterAll(() => lab.remove());

describeServedEqualsTrained(lab);

test(
  "each value has its status at any later time: the ttl is the read's, not the materialization's",
  async () => {
    const laterWorlds = worlds(['int64']).chain((world) =>
      fc.record({ world: fc.constant(world), later: fc.array(fc.bigInt(0n, 5_000n), { minLength: 1, maxLength: 4 }) }),
    );
    await fc.assert(
      fc.asyncProperty(laterWorlds, async ({ world, later }) => {
        const { rows } = await applied(lab, ['int64'], world);
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
  minutes(3),
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
        const first = await makeView(lab, 'one', ['a'], ['int64'], one);
        const second = await makeView(lab, 'other', ['b', 'c'], ['string', 'int32'], other);
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
  minutes(3),
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
        const { view, path } = await makeView(lab, 'v', ['k0'], ['int64'], { ...world, rows: [rows] });
        await lab.store.teardown().catch(() => undefined);
        for (const end of ends) {
          await writeRows(
            lab,
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
  minutes(3),
);
