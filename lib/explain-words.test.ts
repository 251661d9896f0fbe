import { expect, test } from 'vitest';

import { instantText } from './explain-words';

test('an instant is said in ISO 8601, and one that no calendar of JavaScript has by the side that it is on', () => {
  expect(instantText({ us: 1_700_000_000_000_001, ns: 2 })).toBe('2023-11-14T22:13:20.000001002Z');
  expect(instantText({ us: 2 ** 63, ns: 0 })).toBe('after the year 275760');
  expect(instantText({ us: -(2 ** 63), ns: 0 })).toBe('before the year -271821');
});
