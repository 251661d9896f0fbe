import { DAY, HOUR, isoAt, MINUTE, SECOND } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import { VIEWS } from '../fraud/views';
import type { View } from '../fraud/views';
import { inOrder, labelOf, requestOf } from '../worlds/plain-world';
import type { Pair } from '../worlds/plain-world';
import { customerRow, merchantRow, transactionRow } from '../worlds/rows';
import type { Context } from '../run/context';
import type { Mismatch } from '../run/judge';
import { isClean, runTrial } from '../run/trial';
import type { Findings, Trial } from '../run/trial';
import { shown } from '../run/values';
import { outcomeOf, PASSED } from './check';
import type { Check } from './check';

/** On 12 March 2023, 02:00 to 03:00 was not there in New York: from 07:00 UTC on. */
const GAP = Date.UTC(2023, 2, 12, 7) * 1000;

/** A pair that has one row in each table. */
const OLD: Pair = [181, 581];

/** `….500000+11:00` as `….5+11:00` */
const tenths = (iso: string): string => iso.replace(/(\.\d)0{5}/, '$1');

/**
 * M7: each script on a machine of another zone, told the time with another offset and another number of fraction
 * digits, around a leap of the clocks; and a pair whose rows are half an hour younger than their TTL, which in days of
 * New York, where that one had 23 hours, are older.
 */
export const anyZone: Check = async (context) => {
  for (const trial of trialsOf(context)) {
    const findings = await runTrial(context, trial);
    const mine = isClean(findings) ? findings : await notAlsoInUtc(context, findings, trial);
    if (!isClean(mine)) return outcomeOf(mine, 'local_time');
  }
  return PASSED;
};

/** Of the old pair, what comes out in UTC too is a TTL's fault, and no zone's. */
async function notAlsoInUtc(context: Context, findings: Findings, trial: Trial): Promise<Findings> {
  const isOld = ({ request }: Mismatch): boolean => request.customer_id === OLD[0];
  if (!findings.mismatches.some(isOld)) return findings;
  const inUtc = await runTrial(context, { ...trial, around: {} });
  const isSame = (one: Mismatch, other: Mismatch): boolean =>
    isOld(other) && one.path === other.path && one.field === other.field && shown(one.got) === shown(other.got);
  const mismatches = findings.mismatches.filter(
    (one) => !isOld(one) || !inUtc.mismatches.some((other) => isSame(one, other)),
  );
  return { ...findings, mismatches };
}

function trialsOf(context: Context): readonly Trial[] {
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
  const nearlyGone = (view: View): { at: Micros } => ({ at: t - view.ttl + Math.min(HOUR, view.ttl) / 2 });
  const [ofCustomers, ofMerchants, ofPairs] = VIEWS.map(({ name }) =>
    nearlyGone(context.allViews.find((view) => view.name === name) as View),
  );
  const world = inOrder({
    customer_stats: [...plain.world.customer_stats, customerRow(random, OLD[0], ofCustomers)],
    merchant_stats: [...plain.world.merchant_stats, merchantRow(random, OLD[1], ofMerchants)],
    transactions: [...plain.world.transactions, ...inTheGap, ...justBeforeHalf, transactionRow(random, OLD, ofPairs)],
  });
  const labels = [GAP + 30 * SECOND, GAP + HOUR + 30 * SECOND, t].flatMap((at) =>
    plain.pairs.map((pair) => labelOf(pair, at)),
  );
  labels.push(labelOf(OLD, t));
  const servings = [{ end: t, requests: [...plain.pairs, OLD].map(requestOf) }];
  return [
    {
      world,
      labels,
      servings,
      around: {
        train: { zone: 'America/New_York' },
        materialize: { zone: 'Asia/Kolkata', time: isoAt(t, 330) },
        serve: { zone: 'America/New_York', time: isoAt(t, -180) },
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
}
