import { describe, expect, test } from 'vitest';

import type { TimeUnit } from '../../columns/column';
import { formatInstant, instantFromNs } from '../../time/time';
import type { Value, ValueType } from '../../types';
import type { OnlineRow, OnlineView } from '../online-store';
import type { OnlineLab } from './online-lab';
import { batchOf, driverView } from './rows';

/** What is read is what was written, of each type, with its time. */
export function describeValues(lab: OnlineLab): void {
  const { put, values } = lab;
  describe('3. values come back as they went in', () => {
    test.each<[ValueType, Value[]]>([
      ['int32', [0, 1, -1, 2 ** 31 - 1, -(2 ** 31), null]],
      [
        'int64',
        [0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), null],
      ],
      ['bigint', [0n, -1n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), null]],
      ['float32', [0, -0, NaN, Infinity, -Infinity, Math.fround(0.1), Math.fround(3.4e38), 2 ** -149, null]],
      ['float64', [0, -0, NaN, Infinity, -Infinity, 0.1, 3, Number.MAX_VALUE, -Number.MIN_VALUE, 2 ** 53 + 2, null]],
      [
        'string',
        ['', ' ', 'a', '1', '1.0', 'NaN', 'null', 'a\u0000b', 'ñandú 😀', '\ufeffx', "'; DROP TABLE x; --", null],
      ],
      ['bool', [true, false, null]],
      ['bytes', [new Uint8Array(0), Uint8Array.of(0, 255, 0), new Uint8Array(8), new Uint8Array(5000).fill(7), null]],
      [
        'timestamp',
        [
          '1970-01-01T00:00:00Z',
          '1901-12-13T20:45:51.999999999Z',
          '2024-03-01T10:00:00.000001Z',
          '2262-04-11T23:47:16.854Z',
          null,
        ],
      ],
    ])('%s', async (type, written) => {
      const view = {
        ...driverView,
        name: `all_${type}`,
        features: [
          { name: 'x', type },
          { name: 'y', type },
        ],
      };
      const reversed = written.toReversed();
      await put(view, ...written.map((x, i) => ({ key: [i], at: 1, values: [x, reversed[i]] })));
      const read = await values(view, ...written.map((_, i) => [i]));
      expect(read).toStrictEqual(written.map((x, i) => [x, reversed[i]]));
    });

    test.each<[TimeUnit, bigint, string]>([
      ['ms', 253402300799999n, '9999-12-31T23:59:59.999Z'],
      ['us', -62135596800000000n, '0001-01-01T00:00:00Z'],
      ['us', 253402300799999999n, '9999-12-31T23:59:59.999999Z'],
      ['ns', -(2n ** 63n), '1677-09-21T00:12:43.145224192Z'],
    ])('a timestamp column in %s', async (unit, value, text) => {
      const view: OnlineView = { ...driverView, name: 'seen', features: [{ name: 'at', type: 'timestamp' }] };
      const batch = batchOf(view, [{ key: [1], at: 1, values: [null] }]);
      await lab.store.write(view, {
        ...batch,
        features: [{ type: 'timestamp', unit, values: BigInt64Array.of(value) }],
      });
      expect(await values(view, [1])).toEqual([[text]]);
    });

    test('features come in the order asked for, all or some, also none', async () => {
      const view: OnlineView = {
        ...driverView,
        features: [
          { name: 'a', type: 'int64' },
          { name: 'b', type: 'string' },
          { name: 'c', type: 'bool' },
        ],
      };
      await put(view, { key: [1], at: 5, values: [1, 'b', true] });
      const row = (...features: string[]) => lab.store.read(view, features, [[1]]);
      expect(await row('c', 'a')).toEqual([{ us: 5, ns: 0, values: [true, 1] }]);
      expect(await row('b')).toEqual([{ us: 5, ns: 0, values: ['b'] }]);
      expect(await row()).toEqual([{ us: 5, ns: 0, values: [] }]);
    });

    test.each([
      '1969-12-31T23:59:59.999999Z',
      '0001-01-01T00:00:00Z',
      '2024-01-01T00:00:00.123456789Z',
      '9999-12-31T23:59:59Z',
    ])('the event time %s', async (at) => {
      await put(driverView, { key: [1], at, created: at, values: [1] });
      const [row] = (await lab.store.read(driverView, ['trips'], [[1]])) as [OnlineRow];
      expect(formatInstant(row)).toBe(at);
    });

    test('an event time beyond ±2^53 µs keeps its nanoseconds', async () => {
      const at = instantFromNs(2n ** 63n * 3n + 1n);
      await put(driverView, { key: [1], at, values: [1] });
      expect(await lab.store.read(driverView, ['trips'], [[1]])).toEqual([{ ...at, values: [1] }]);
    });
  });
}
