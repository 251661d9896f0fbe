import { expect, test } from 'vitest';

import { nearest, suggest } from './nearest';

test.each([
  ['conv_rte', 'conv_rate'],
  ['Conv_Rate', 'conv_rate'],
  ['conv_rate', 'conv_rate'],
  ['acc', undefined],
  ['x', undefined],
  ['', undefined],
])('%j was meant to be %j', (name, meant) => {
  expect(nearest(name, ['acc_rate', 'conv_rate', 'y'])).toBe(meant);
});

test('a suggestion is the near name, or what there is', () => {
  expect(suggest('sqlit', ['sqlite', 'redis'])).toBe('did you mean sqlite?');
  expect(suggest('mongodb', ['sqlite', 'redis'])).toBe('use one of sqlite, redis');
  expect(suggest('v', [])).toBe('there is none yet');
  expect(
    suggest(
      'v',
      Array.from({ length: 21 }, (_, i) => `name${String(i)}`),
    ),
  ).toMatch(/name19 … \(21 in all\)$/);
});
