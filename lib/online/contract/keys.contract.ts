import { describe, expect, test } from 'vitest';

import type { EntityKey, OnlineView } from '../online-store';
import type { OnlineLab } from './online-lab';
import { driverView } from './rows';

/**
 * Which keys are the same, which are not, and how they are listed.
 * @param manyKeys how many keys are many
 */
export function describeKeys(lab: OnlineLab, manyKeys: number): void {
  const { put, trips, values } = lab;
  describe('2. keys', () => {
    const pair: OnlineView = {
      ...driverView,
      name: 'pair',
      keys: [
        { name: 'a', type: 'int32' },
        { name: 'b', type: 'string' },
      ],
    };
    const ids = { ...driverView, name: 'ids', keys: [{ name: 'id', type: 'bigint' as const }] };
    const texts = { ...driverView, name: 'texts', keys: [{ name: 'id', type: 'string' as const }] };

    test('a tuple is compared as a tuple', async () => {
      await put(pair, { key: [1, '12'], at: 1, values: [1] }, { key: [11, '2'], at: 1, values: [2] });
      expect(await values(pair, [11, '2'], [1, '12'], [1, '2'], [112, ''])).toEqual([[2], [1], undefined, undefined]);
    });

    test('integers beyond 2^53 stay distinct, down to the ends of 64 bits', async () => {
      const keys = [2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 63n - 1n, -(2n ** 63n), -1n, 0n];
      await put(ids, ...keys.map((key, i) => ({ key: [key], at: 1, values: [i] })));
      expect(await values(ids, ...keys.map((key) => [key]))).toEqual(keys.map((_, i) => [i]));
      expect(await values(ids, [2n ** 53n + 2n], [1n])).toEqual([undefined, undefined]);
    });

    test('an int64 key is a number where it is safe and a bigint beyond', async () => {
      await put(driverView, { key: [-7], at: 1, values: [1] }, { key: [2n ** 53n + 1n], at: 1, values: [2] });
      expect(await trips(-7)).toBe(1);
      expect(await trips(2n ** 53n + 1n)).toBe(2);
      expect(await trips(2n ** 53n)).toBeUndefined();
    });

    test('strings are kept as they are: empty, spaces, case, separators, NUL, emoji, digits', async () => {
      const keys = [
        '',
        ' ',
        'a',
        'A',
        'a:b',
        'a|b',
        'a\u0000b',
        'a\u0000',
        'a"\'b',
        'é',
        'e\u0301',
        '😀',
        '5',
        '05',
        '5.0',
      ];
      await put(texts, ...keys.map((key, i) => ({ key: [key], at: 1, values: [i] })));
      expect(await values(texts, ...keys.map((key) => [key]))).toEqual(keys.map((_, i) => [i]));
      expect(await values(texts, ['a\u0000c'], ['é '])).toEqual([undefined, undefined]);
    });

    test('a view without entities has one row, whose key is empty', async () => {
      const view = { ...driverView, name: 'global', keys: [] };
      expect(await values(view, [])).toEqual([undefined]);
      await put(view, { key: [], at: 1, values: [1] }, { key: [], at: 2, values: [2] });
      expect(await values(view, [], [])).toEqual([[2], [2]]);
    });

    test('answers are in the order of the keys, each as often as it is asked for', async () => {
      await put(driverView, { key: [1], at: 1, values: [10] }, { key: [2], at: 1, values: [20] });
      expect(await values(driverView, [2], [3], [1], [2])).toEqual([[20], undefined, [10], [20]]);
      expect(await values(driverView)).toEqual([]);
    });

    test('a store that lists its keys lists each once', async () => {
      expect(await collect(lab.store.keys(pair))).toEqual([]);
      const keys = [
        [1, '12'],
        [11, '2'],
        [1, ''],
      ] satisfies EntityKey[];
      await put(pair, ...[...keys, ...keys].map((key) => ({ key, at: 1, values: [1] })));
      expect(new Set(await collect(lab.store.keys(pair)))).toEqual(new Set(keys));
      await put(ids, { key: [7n], at: 1, values: [1] }, { key: [2n ** 53n + 1n], at: 1, values: [1] });
      expect(new Set(await collect(lab.store.keys(ids)))).toEqual(new Set([[7n], [2n ** 53n + 1n]]));
      await put(driverView, { key: [7], at: 1, values: [1] }, { key: [2n ** 53n + 1n], at: 1, values: [1] });
      expect(new Set(await collect(lab.store.keys(driverView)))).toEqual(new Set([[7], [2n ** 53n + 1n]]));
    });

    test('parts that give the same text when they are joined are different keys all the same', async () => {
      const two = { ...texts, keys: ['a', 'b'].map((name) => ({ name, type: 'string' as const })) };
      const keys = [
        ['ab', 'c'],
        ['a', 'bc'],
        ['1:a', '1:b'],
        ['a,1:b', ''],
        ['', 'a,1:b'],
        ['a', 'b'],
        ['a,', 'b'],
        ['a', ',b'],
        ['2:ab', ','],
      ];
      await put(two, ...keys.map((key, i) => ({ key, at: 1, values: [i] })));
      expect(await values(two, ...keys)).toEqual(keys.map((_, i) => [i]));
      expect(await values(two, ['', 'ab'], ['b', 'a'])).toEqual([undefined, undefined]);
      expect(new Set(await collect(lab.store.keys(two)))).toEqual(new Set(keys));
    });

    test('10,000 keys in one call, some twice, half of them unknown', async () => {
      await put(driverView, ...Array.from({ length: 5000 }, (_, i) => ({ key: [2 * i], at: i, values: [i] })));
      const keys = Array.from({ length: 10_000 }, (_, i) => [i % 9000]);
      const expected = keys.map(([key]) => (key % 2 === 0 ? [key / 2] : undefined));
      expect(await values(driverView, ...keys)).toEqual(expected);
    });

    test('more keys than any page are listed, and can be written meanwhile', async () => {
      await put(driverView, ...Array.from({ length: manyKeys }, (_, i) => ({ key: [i], at: 1, values: [i] })));
      let count = 0;
      for await (const key of lab.store.keys(driverView)) {
        if (count++ === 0) await put(driverView, { key, at: 2, values: [-1] });
      }
      expect(count).toBe(manyKeys);
    });
  });
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
