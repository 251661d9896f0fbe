import { expect, test } from 'vitest';
import { literal } from './literal';

test('a text is nothing but hexadecimal digits, whatever is in it', () => {
  expect(literal({ type: 'string', value: "'; DROP TABLE t; -- ñ" })).toBe(
    "CAST(X'273b2044524f50205441424c4520743b202d2d20c3b1' AS STRING)",
  );
  expect(literal({ type: 'string', value: '' })).toBe("CAST(X'' AS STRING)");
});

test('numbers and times are digits, the ends of 64 bits among them', () => {
  expect(literal({ type: 'int64', value: -(2n ** 63n) })).toBe("CAST('-9223372036854775808' AS BIGINT)");
  expect(literal({ type: 'date', value: -719_162 })).toBe('date_from_unix_date(-719162)');
  const time = { type: 'instant', value: -1n, unit: 'us' } as const;
  expect(literal({ ...time, native: 'TIMESTAMP' })).toBe("timestamp_micros(CAST('-1' AS BIGINT))");
  expect(literal({ ...time, native: 'TIMESTAMP_NTZ' })).toBe(
    "CAST(timestamp_micros(CAST('-1' AS BIGINT)) AS TIMESTAMP_NTZ)",
  );
});
