import { expect, test } from 'vitest';

import { jsonValue } from './json-value';

test.each<[unknown, string]>([
  [1, '1'],
  [0.1, '0.1'],
  [-0, '0'],
  [NaN, '"NaN"'],
  [Infinity, '"Infinity"'],
  [-Infinity, '"-Infinity"'],
  [2n ** 53n + 1n, '"9007199254740993"'],
  ['text', '"text"'],
  [true, 'true'],
  [null, 'null'],
  [undefined, 'null'],
  [Uint8Array.of(0, 255), '"AP8="'],
  [new Uint8Array(0), '""'],
  [new Date(0), '"1970-01-01T00:00:00Z"'],
  [new Date(1), '"1970-01-01T00:00:00.001Z"'],
  [{ a: [1n, null], b: { c: NaN } }, '{"a":["1",null],"b":{"c":"NaN"}}'],
])('%o is written as %s', (value, text) => {
  expect(JSON.stringify(jsonValue(value))).toBe(text);
});
