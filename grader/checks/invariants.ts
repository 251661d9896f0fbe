import { DAY, HOUR, isoAt, MINUTE, SECOND } from '../oracle/micros';
import { inOrder, labelOf, plainWorld, quietTime, requestOf } from '../worlds/plain-world';
import { transactionRow } from '../worlds/rows';
import { plainTrial } from './equality';
import { trials } from './check';
import type { Check } from './check';

/** M3: rows in any order, dealt out to several files and small row groups. */
export const anyOrderOfRows: Check = trials('order_dependence', (context) => {
  const random = context.random('M3');
  const plain = plainWorld(random);
  const world = {
    customer_stats: random.shuffle(plain.world.customer_stats),
    merchant_stats: random.shuffle(plain.world.merchant_stats),
    transactions: random.shuffle(plain.world.transactions),
  };
  return [{ ...plainTrial({ ...plain, world }, random, 1), write: { files: 3, rowGroupSize: 13 } }];
});

/** M4: labels in any order, some of them twice. */
export const anyLabels: Check = trials('rows_lost_or_added', (context) => {
  const random = context.random('M4');
  const { world, labels } = plainTrial(plainWorld(random), random);
  return [{ world, labels: random.shuffle([...labels, ...labels.filter((_, i) => i % 3 === 0), labels[0]]) }];
});

/** Small, negative, zero, beyond 32 bits (4294967297 is 1 there), and the greatest that are safe. */
const CUSTOMERS = [1, 11, 0, 4_294_967_297, -5, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 2];
const MERCHANTS = [12, 2, -12, 4_294_967_298, Number.MIN_SAFE_INTEGER, -0x8000_0000];

/** M5: the plain world under other names. (1, 12) and (11, 2) are two pairs. */
export const anyIds: Check = trials('id_handling', (context) => {
  const random = context.random('M5');
  return [plainTrial(plainWorld(random, { customers: CUSTOMERS, merchants: MERCHANTS }), random, 1)];
});

/** M6: the plain world before 1970, and in years that this machine has not seen. */
export const anyYear: Check = trials('time_range', (context) =>
  [1931, 2061].map((year) => {
    const random = context.random(`M6 ${String(year)}`);
    return plainTrial(plainWorld(random, { start: Date.UTC(year, 2, 6, random.int(0, 23)) * 1000 }), random, 1);
  }),
);

/** On 12 March 2023, 02:00 to 03:00 was not there in New York: from 07:00 UTC on. */
const GAP = Date.UTC(2023, 2, 12, 7) * 1000;

/** M7: each script on a machine of another zone, told the time with another offset, around a leap of the clocks. */
export const anyZone: Check = trials('local_time', (context) => {
  const random = context.random('M7');
  const plain = plainWorld(random, { start: GAP - 3 * DAY });
  const inTheGap = plain.pairs.map((pair, i) => transactionRow(random, pair, { at: GAP - HOUR / 2 + i * 10 * MINUTE }));
  const world = inOrder({ ...plain.world, transactions: [...plain.world.transactions, ...inTheGap] });
  const t = GAP + 2 * HOUR + 30 * SECOND;
  const labels = [GAP + 30 * SECOND, GAP + HOUR + 30 * SECOND, t].flatMap((at) =>
    plain.pairs.map((pair) => labelOf(pair, at)),
  );
  const servings = [{ end: t, requests: plain.pairs.map(requestOf) }];
  return [
    {
      world,
      labels,
      servings,
      around: {
        train: { zone: 'America/New_York' },
        materialize: { zone: 'Asia/Kolkata', time: isoAt(t, 330) },
        serve: { zone: 'America/Argentina/Buenos_Aires', time: isoAt(t, -180) },
      },
    },
    {
      world,
      servings,
      around: {
        materialize: { zone: 'America/New_York', time: isoAt(t, -240) },
        serve: { zone: 'Australia/Lord_Howe', time: isoAt(t, 660) },
      },
    },
  ];
});

/** M9: the same numbers are customers and merchants, and (a, b) is not (b, a). */
export const sameIdsOnBothSides: Check = trials('key_mixup', (context) => {
  const random = context.random('M9');
  const ids = [1, 2, 3, 4];
  const plain = plainWorld(random, { customers: ids, merchants: ids });
  const trial = plainTrial(plain, random, 1);
  const end = quietTime(random, plain);
  const all = ids.flatMap((customer) => ids.map((merchant) => requestOf([customer, merchant])));
  return [{ ...trial, servings: [{ end, requests: all }] }];
});
