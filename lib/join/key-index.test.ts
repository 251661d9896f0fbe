import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Column } from '../columns/column';
import { createKeyIndex, keyCodes, keyKinds } from './key-index';
import { keyOrder } from './key-order';

type Part = bigint | string | null;

const INTS = [
  0n,
  1n,
  -1n,
  12n,
  2n ** 31n,
  -(2n ** 32n),
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 53n + 1n,
  -(2n ** 53n),
  2n ** 63n - 1n,
];
const anInt = fc.oneof(fc.constantFrom(...INTS), fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.bigInt(0n, 300n));
const aText = fc.oneof(fc.constantFrom('', '1', '12', '2'), fc.string());

function columnOf(kind: 'int' | 'string', parts: readonly Part[]): Column {
  const valid = Uint8Array.from(parts, (part) => Number(part !== null));
  if (kind === 'string') return { type: 'string', valid, values: parts.map((part) => (part ?? '') as string) };
  return { type: 'int64', valid, values: BigInt64Array.from(parts, (part) => (part ?? 0n) as bigint) };
}

function columnsOf(kinds: readonly ('int' | 'string')[], keys: readonly (readonly Part[])[]): Column[] {
  return kinds.map((kind, k) =>
    columnOf(
      kind,
      keys.map((key) => key[k]),
    ),
  );
}

/** What a map from the tuple's text to its code would say. */
class SlowIndex {
  readonly codes = new Map<string, number>();

  code(key: readonly Part[], insert: boolean): number {
    if (key.includes(null)) return -1;
    const text = JSON.stringify(key.map(String));
    if (insert && !this.codes.has(text)) this.codes.set(text, this.codes.size);
    return this.codes.get(text) ?? -1;
  }
}

const KINDS: ('int' | 'string')[][] = [[], ['int'], ['string'], ['int', 'string'], ['int', 'int', 'int']];

describe.each(KINDS.map((kinds) => ({ kinds })))('keys of $kinds', ({ kinds }) => {
  const part = (kind: 'int' | 'string'): fc.Arbitrary<Part> =>
    fc.option<bigint | string>(kind === 'int' ? anInt : aText, { freq: 20 });
  const keys = fc.array(fc.tuple(...kinds.map(part)), { maxLength: 200 });

  test('each distinct key has a code in order of first sight; a null part, or an unknown key, has none', () => {
    fc.assert(
      fc.property(keys, keys, keys, (first, second, asked) => {
        const index = createKeyIndex(kinds);
        const slow = new SlowIndex();
        for (const batch of [first, second]) {
          const codes = keyCodes(index, columnsOf(kinds, batch), batch.length, true);
          expect([...codes]).toEqual(batch.map((key) => slow.code(key, true)));
        }
        if (kinds.length > 0) expect(index.size).toBe(slow.codes.size);
        const found = keyCodes(index, columnsOf(kinds, asked), asked.length, false);
        if (kinds.length > 0 || slow.codes.size > 0)
          expect([...found]).toEqual(asked.map((key) => slow.code(key, false)));
      }),
    );
  });

  test('rows are ordered by key, smallest first', () => {
    const compare = (a: readonly Part[], b: readonly Part[]): number => {
      const at = a.findIndex((value, k) => value !== b[k]);
      return at < 0 ? 0 : (a[at] as string) < (b[at] as string) ? -1 : 1;
    };
    fc.assert(
      fc.property(keys, (some) => {
        const whole = some.filter((key) => !key.includes(null));
        const distinct = [...new Map(whole.map((key) => [JSON.stringify(key.map(String)), key])).values()];
        const order = keyOrder(columnsOf(kinds, distinct), distinct.length);
        expect(Array.from(order, (row) => distinct[row])).toEqual(distinct.toSorted(compare));
      }),
    );
  });
});

test('an int32 column has the codes of an int64 column: a narrower key fits', () => {
  const index = createKeyIndex(['int']);
  keyCodes(index, [{ type: 'int64', values: BigInt64Array.of(7n, -7n) }], 2, true);
  expect([...keyCodes(index, [{ type: 'int32', values: Int32Array.of(-7, 8, 7) }], 3, false)]).toEqual([1, -1, 0]);
});

test('5 and "5" are of different kinds', () => {
  const text: Column = { type: 'string', values: ['5'] };
  const int: Column = { type: 'int32', values: Int32Array.of(5) };
  expect(keyKinds([text, int])).toEqual(['string', 'int']);
});
