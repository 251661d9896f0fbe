import { DAY, HOUR, isoAt, MINUTE, SECOND } from '../fraud/micros';
import { inOrder, labelOf, requestOf } from '../worlds/plain-world';
import { transactionRow } from '../worlds/rows';
import { trials } from './check';
import type { Check } from './check';

/** On 12 March 2023, 02:00 to 03:00 was not there in New York: from 07:00 UTC on. */
const GAP = Date.UTC(2023, 2, 12, 7) * 1000;

/** `….500000+11:00` as `….5+11:00` */
const tenths = (iso: string): string => iso.replace(/(\.\d)0{5}/, '$1');

/**
 * M7: each script on a machine of another zone, told the time with another offset and another number of fraction
 * digits, around a leap of the clocks.
 */
export const anyZone: Check = trials('local_time', (context) => {
  const random = context.random('M7');
  const plain = context.plain(random, { start: GAP - 3 * DAY });
  // Created after what lies on the same whole minute: who goes by `created` is M10's.
  const inTheGap = plain.pairs.map((pair, i) => {
    const minute = GAP - HOUR / 2 + i * 10 * MINUTE;
    return transactionRow(random, pair, { at: minute + 7 * SECOND, created: minute + 22 * SECOND });
  });
  const t = GAP + 2 * HOUR + 30 * SECOND;
  const half = t + SECOND / 2 + 700;
  // In the same millisecond as `half`: what is lost of --now, at the bound, is not this check's, what is lost of --end is.
  const justBeforeHalf = plain.pairs.map((pair) =>
    transactionRow(random, pair, { at: half - 400, created: half - 300 }),
  );
  const later = t + 0.8 * SECOND;
  const world = inOrder({
    ...plain.world,
    transactions: [...plain.world.transactions, ...inTheGap, ...justBeforeHalf],
  });
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
      servings: [{ end: half, now: later, requests: plain.pairs.map(requestOf) }],
      around: {
        materialize: { zone: 'America/New_York', time: isoAt(half, -240) },
        serve: { zone: 'Australia/Lord_Howe', time: tenths(isoAt(later, 660)) },
      },
    },
  ];
});
