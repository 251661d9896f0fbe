import fc from 'fast-check';
import { expect, test } from 'vitest';

import { instantFromNs } from '../time/time';
import { sortByTime } from './sort-by-time';

/** Slots of three keys, with the rows that hold the times; nanoseconds only where asked for. */
function sorted(keys: readonly (readonly bigint[])[], exact: boolean): bigint[][] {
  const nanos = keys.flat();
  const instants = nanos.map(instantFromNs);
  const us = Float64Array.from(instants, (instant) => instant.us);
  const times = exact ? { us, ns: Int32Array.from(instants, (instant) => instant.ns) } : { us };
  const rows = Int32Array.from(nanos.keys());
  const slots = us.slice();
  const starts = Int32Array.from([0, ...keys.map((_, k) => keys.slice(0, k + 1).flat().length)]);
  sortByTime(slots, rows, starts, times);
  expect(slots).toEqual(Float64Array.from(rows, (row) => us[row]));
  return keys.map((_, k) => [...rows.subarray(starts[k], starts[k + 1])].map((row) => nanos[row]));
}

const ascending = (times: readonly bigint[]) => times.toSorted((a, b) => (a < b ? -1 : Number(a > b)));

test.each([
  { unit: 'microseconds', scale: 1000n, exact: false },
  { unit: 'nanoseconds', scale: 1n, exact: true },
])("each key's slots come in the order of their times, to the $unit", ({ scale, exact }) => {
  // Up to 200 times a key: several runs to merge, and many equal times.
  const times = fc.array(
    fc.bigInt(-40n, 40n).map((time) => time * scale),
    { maxLength: 200, size: 'max' },
  );
  fc.assert(
    fc.property(fc.tuple(times, times, times), (keys) => {
      expect(sorted(keys, exact)).toEqual(keys.map(ascending));
    }),
  );
});
