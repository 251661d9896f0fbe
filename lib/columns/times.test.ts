import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { TimeUnit } from './column';
import { instantFromNs } from '../time/time';
import { timesOf } from './times';

const NANOS = { ms: 1_000_000n, us: 1_000n, ns: 1n };
const MOST = 2n ** 63n - 1n;
const near = (center: bigint) => fc.bigInt(center - 3n, center + 3n);

test.each<TimeUnit>(['ms', 'us', 'ns'])('every int64 of %s is the instant that whole nanoseconds give', (unit) => {
  const edge = (2n ** 53n * 1000n) / NANOS[unit];
  const count = fc.oneof(
    near(0n),
    near(edge),
    near(-edge),
    near(2n ** 32n),
    near(-(2n ** 32n)),
    // The last ones are infinite in milliseconds and microseconds: see below.
    fc.bigInt(1n - MOST, MOST - 1n),
  );
  fc.assert(
    fc.property(fc.array(count, { maxLength: 5 }), (counts) => {
      const { us, ns } = timesOf({ type: 'timestamp', unit, values: BigInt64Array.from(counts) });
      const read = counts.map((_, row) => ({ us: us[row], ns: ns?.[row] ?? 0 }));
      expect(read).toEqual(counts.map((value) => instantFromNs(value * NANOS[unit])));
    }),
    { numRuns: 500 },
  );
});

test('null has no time', () => {
  const column = {
    type: 'timestamp',
    unit: 'us',
    values: BigInt64Array.of(5n, 6n),
    valid: Uint8Array.of(0, 1),
  } as const;
  expect([...timesOf(column).us]).toEqual([NaN, 6]);
});

test('whole microseconds within ±2^53 have no nanoseconds beside them: the join takes its fast path', () => {
  const of = (unit: TimeUnit, value: bigint) => timesOf({ type: 'timestamp', unit, values: BigInt64Array.of(value) });
  expect(of('us', 2n ** 53n - 1n).ns).toBeUndefined();
  expect(of('us', 2n ** 53n + 1n).ns).toBeDefined();
});

test("DuckDB's infinite times are none; nanoseconds have none, and their last one is an instant", () => {
  const of = (unit: TimeUnit, value: bigint) => timesOf({ type: 'timestamp', unit, values: BigInt64Array.of(value) });
  const last = 2n ** 63n - 1n;
  for (const unit of ['ms', 'us'] as const)
    expect([...of(unit, last).us, ...of(unit, -last).us, ...of(unit, 1n - last).us]).toEqual([
      NaN,
      NaN,
      expect.any(Number),
    ]);
  expect(of('ns', last).us[0]).toBe(9_223_372_036_854_775);
});
