import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instantFromNs } from '../../time/time';
import { minutes, runs } from '../../testing/runs';
import type { KeyType } from '../../types';
import type { OfflineLab, OpenLab } from './offline-lab';
import { asOf, requestOf, valuesOf } from './requests';
import { everyOption, tableOf, winnersOf, worlds } from './worlds';
import type { World } from './worlds';

/** 100 worlds for each kind of key, joined with every combination of TTL, bound and cutoff: 5 × 100 × 16 joins. */
const WORLDS = 100;
const SEED = 20_240_101;

export function describeJoins(open: OpenLab): void {
  describe.each<{ types: KeyType[] }>([
    { types: [] },
    { types: ['int64'] },
    { types: ['string'] },
    { types: ['int64', 'string'] },
    { types: ['bigint', 'int64', 'string'] },
  ])('worlds with keys of $types', ({ types }) => {
    let lab: OfflineLab;
    let all: World[];
    const table = ['worlds'];
    const keys = { world: 'int64' as const, ...Object.fromEntries(types.map((type, k) => [`k${String(k)}`, type])) };
    const request = () => requestOf(lab, { table }, { keys, features: { value: 'int64', text: 'string' } });

    beforeAll(async () => {
      lab = await open();
      all = fc.sample(worlds(types, lab.unit), { numRuns: runs(WORLDS), seed: SEED });
      await lab.create(table, tableOf(all, types, lab.unit));
    }, minutes(3));
    afterAll(() => lab.close());

    test(
      'the join gives each entity row a whole row that the oracle gives',
      async () => {
        const asked = all.flatMap((world, w) => world.asked.map((row) => ({ ...row, world, w })));
        const rows = asked.map(({ w, key, time }) => ({ key: [BigInt(w), ...key], time }));
        for (const options of everyOption()) {
          const [values, texts] = await lab.store.joinAsOf(
            asOf(request(), rows, {
              ttl: Number(options.ttl / 1000n),
              createdCutoff: options.cutoff,
              bound: options.exclusive ? 'exclusive' : 'inclusive',
            }),
          );
          const [numbers, names] = [valuesOf(values) as (number | null)[], valuesOf(texts)];
          asked.forEach(({ world, w, key, time }, i) => {
            const winners = winnersOf(world, w, key, time, options);
            const place = () => JSON.stringify({ world: w, key, time, options, rows: world.rows }, withBigints);
            expect(winners ?? [null], place()).toContain(numbers[i]);
            expect(names[i], place()).toBe(numbers[i] === null ? null : `row ${String(numbers[i])}`);
          });
        }
      },
      minutes(5),
    );

    test(
      'the newest row of each key is the one that wins at the end of the window',
      async () => {
        for (const end of [-5_000n, 0n, 3_000n, 1_700_000_000_000_001_000n]) {
          const newest = await lab.store.newestPerKey({
            ...request(),
            window: { from: undefined, to: instantFromNs(end) },
          });
          const rows = all.flatMap((world, w) => world.rows.map((row) => ({ ...row, w })));
          const inside = rows.filter(({ event }) => event !== null && event <= end);
          const whole = inside.filter(({ key }) => !key.includes(null));
          expect(newest).toMatchObject({ read: inside.length, skipped: inside.length - whole.length });
          const wanted = new Map(
            whole.map(({ w, key }) => [`${String(w)} ${JSON.stringify(key, withBigints)}`, { w, key }]),
          );
          expect(newest.length).toBe(wanted.size);
          const [numbers, names] = newest.features.map(valuesOf);
          for (let i = 0; i < newest.length; i++) {
            const w = Number(newest.keys[0].values[i]);
            const key = types.map((_, k) => newest.keys[k + 1].values[i] as bigint | string);
            const winners = winnersOf(all[w], w, key, end, { ttl: 0n, exclusive: false, cutoff: false });
            expect(winners, JSON.stringify({ w, key, end }, withBigints)).toContain(numbers[i]);
            expect(names[i]).toBe(`row ${String(numbers[i])}`);
          }
        }
      },
      minutes(5),
    );
  });
}

function withBigints(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
