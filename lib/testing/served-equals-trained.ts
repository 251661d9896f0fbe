import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseDuration } from '../time/duration';
import { formatInstant, instantFromNs } from '../time/time';
import type { KeyType } from '../types';
import { oracle } from './oracle';
import { minutes, runs } from './runs';
import type { TemporaryStore } from './temporary-store';
import { FEATURES, keyFields, makeView, worlds } from './worlds';
import type { Row, World } from './worlds';

/**
 * The promise that ties offline and online together, of a store over whatever online store: for every key k and time t,
 * after materializing everything up to t and nothing beyond, in whatever windows and order, the online read at t equals
 * the training row of (k, t), bit for bit.
 * @param share of the usual number of cases
 */
export function describeServedEqualsTrained(lab: TemporaryStore, share = 1): void {
  describe.each<{ types: KeyType[]; numRuns: number }>([
    { types: [], numRuns: 25 },
    { types: ['int64'], numRuns: 80 },
    { types: ['bigint'], numRuns: 30 },
    { types: ['string', 'int32'], numRuns: 80 },
  ])('served equals trained, for keys of $types', ({ types, numRuns }) => {
    test(
      'in many histories',
      async () => {
        await fc.assert(
          fc.asyncProperty(worlds(types), async (world) => {
            const { rows } = await applied(lab, types, world);
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
          { numRuns: runs(Math.ceil(numRuns * share)) },
        );
      },
      minutes(3),
    );
  });
}

/** A view `v` over the world's rows, applied. */
export async function applied(lab: TemporaryStore, types: readonly KeyType[], world: World): Promise<{ rows: Row[] }> {
  const names = types.map((_, k) => `k${String(k)}`);
  const { view, rows } = await makeView(lab, 'v', names, types, world);
  await lab.store.apply([view]);
  return { rows };
}

function featuresOf(row: Record<string, unknown>): unknown[] {
  return FEATURES.map((name) => row[name]);
}
