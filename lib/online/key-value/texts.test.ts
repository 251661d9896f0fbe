import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compareInstants, instantFromNs } from '../../time/time';
import type { Value, ValueType } from '../../types';
import { columnOf, driverView } from '../contract/rows';
import { entityKeyOfText, entityKeyText, tupleOf, tupleText } from './row-key';
import { timeOfText, timeText } from './time-text';
import { textCells, valueOfText } from './value-text';
import { afterGeneration, eventTimeOf, isOfGeneration, nextGeneration, versionText } from './version';

const nanos = fc.bigInt(-(2n ** 73n), 2n ** 73n);

describe('1. times as text', () => {
  test('come back exactly, at the edges and anywhere', () => {
    for (const ns of [0n, -1n, 999n, -1000n, 2n ** 63n * 3n + 1n, -(2n ** 73n), 9007199254740991999n]) {
      const time = instantFromNs(ns);
      expect(timeOfText(timeText(time.us, time.ns))).toEqual(time);
    }
    fc.assert(
      fc.property(nanos, (ns) => {
        const time = instantFromNs(ns);
        expect(timeOfText(timeText(time.us, time.ns))).toEqual(time);
      }),
    );
  });

  test('sort as the times do, before 1970 too', () => {
    fc.assert(
      fc.property(nanos, nanos, (a, b) => {
        const [one, other] = [instantFromNs(a), instantFromNs(b)];
        const [x, y] = [timeText(one.us, one.ns), timeText(other.us, other.ns)];
        expect(x < y ? -1 : x > y ? 1 : 0).toBe(compareInstants(one, other));
      }),
    );
  });
});

describe('2. versions', () => {
  const first = nextGeneration(undefined);
  const times = (us: number) => ({ us: Float64Array.of(us) });

  test('event time, then created time, null being the smallest', () => {
    const versions = [
      versionText(first, times(1), undefined, 0),
      versionText(first, times(1), times(NaN), 0),
      versionText(first, times(1), times(-9e14), 0),
      versionText(first, times(1), times(5), 0),
      versionText(first, times(2), times(NaN), 0),
    ];
    expect(versions).toEqual(versions.toSorted());
    expect(versions[0]).toBe(versions[1]);
    expect(eventTimeOf(versions[3] ?? '')).toEqual({ us: 1, ns: 0 });
  });

  test('a later generation is greater than every version of the one before, and none is like another', () => {
    const second = nextGeneration(first);
    const old = versionText(first, times(9e15), times(9e15), 0);
    expect(old < afterGeneration(first)).toBe(true);
    expect(afterGeneration(first) < versionText(second, times(-9e15), undefined, 0)).toBe(true);
    expect(isOfGeneration(old, first)).toBe(true);
    expect(isOfGeneration(old, second)).toBe(false);
    expect(nextGeneration(undefined)).not.toBe(first);
  });
});

describe('3. keys as text', () => {
  test('the form that stands in a database', () => {
    expect(entityKeyText([1001])).toBe('4:1001,');
    expect(entityKeyText([])).toBe('');
    expect(entityKeyText(['a,1:b', -7])).toBe('5:a,1:b,2:-7,');
  });

  test('different tuples have different texts, and come back', () => {
    const parts = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', ',', '1:', '1:a,', '😀')));
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(tupleOf(tupleText(a))).toEqual(a);
        expect(tupleText(a) === tupleText(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  test('an int64 is a number where it is safe, a declared bigint always a bigint', () => {
    const view = (type: 'int64' | 'bigint') => ({ ...driverView, keys: [{ name: 'id', type }] });
    expect(entityKeyOfText(view('int64'), '1:7,')).toEqual([7]);
    expect(entityKeyOfText(view('int64'), '16:9007199254740993,')).toEqual([2n ** 53n + 1n]);
    expect(entityKeyOfText(view('bigint'), '1:7,')).toEqual([7n]);
  });
});

describe('4. values as text', () => {
  test.each<[ValueType, Value, string]>([
    ['int32', -7, '-7'],
    ['int64', 2n ** 63n - 1n, '9223372036854775807'],
    ['bigint', 5n, '5'],
    ['float32', Math.fround(0.1), '0.10000000149011612'],
    ['float64', -0, '-0'],
    ['float64', NaN, 'NaN'],
    ['float64', -Infinity, '-Infinity'],
    ['float64', 5e-324, '5e-324'],
    ['string', '', ''],
    ['bool', true, 'true'],
    ['bytes', Uint8Array.of(0, 255), 'AP8='],
    ['timestamp', '2024-01-01T00:00:00.000001Z', '2024-01-01T00:00:00.000001Z'],
  ])('%s %o is %o, and back', (type, value, text) => {
    expect(textCells(columnOf(type, [value]), 'a column')(0)).toBe(text);
    expect(valueOfText(type, text)).toStrictEqual(value);
  });

  test('null is no text', () => {
    expect(textCells(columnOf('string', [null, 'null']), 'a column')(0)).toBeNull();
    expect(valueOfText('string', null)).toBeNull();
  });
});
