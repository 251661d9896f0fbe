import { expect, test } from 'vitest';
import { skewPicture } from '.';

const equal = { offline: 0.5, online: 0.5 };
const different = { offline: 0.5, online: 0.4 };
const lost = { offline: 0.7, online: null };

test('counts in words what is equal, what differs and what online does not have', () => {
  const { alt } = skewPicture({ language: 'en', rows: [equal, equal, different, lost] });
  expect(alt).toContain('Equal: 2. Different: 1. Null online: 1.');
});

test.each([
  ['all equal to one value', [equal, equal]],
  ['all lost', [lost, lost]],
  ['no rows', []],
  ['no offline values', [{ offline: null, online: 1 }]],
])('draws with %s', (_, rows) => {
  const { svg } = skewPicture({ language: 'es', rows });
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
});
