import { expect, test } from 'vitest';

import { parseExactJson } from './exact-json';

test.each<[string, unknown]>([
  ['9007199254740991', 9007199254740991],
  ['9007199254740992', 9007199254740992n],
  ['9007199254740993', 9007199254740993n],
  ['-9223372036854775808', -(2n ** 63n)],
  ['123456789012345678901234567890', 123456789012345678901234567890n],
  ['1.5', 1.5],
  ['1e20', 1e20],
  ['9007199254740993.0', 9007199254740992],
  ['"9007199254740993"', '9007199254740993'],
  ['{"ids":[1,9007199254740993],"name":null}', { ids: [1, 9007199254740993n], name: null }],
])('%s is read from its digits', (text, value) => {
  expect(parseExactJson(text, 'x')).toEqual(value);
});

test.each([
  ['lists', `${'['.repeat(101)}${']'.repeat(101)}`],
  ['objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ['what never ends', '['.repeat(1_000)],
])('%s within each other, deeper than any input', (_, text) => {
  expect(() => parseExactJson(text, 'the body')).toThrow('the body nests deeper than 100 levels\nfix: write values');
});

test('what stands in texts, and what is side by side, is not deep', () => {
  const wide = Array.from({ length: 200 }, () => [['[[\\"', '{"']]);
  expect(parseExactJson(JSON.stringify(wide), 'x')).toEqual(wide);
});

test('what is no JSON is an error that names the place', () => {
  expect(() => parseExactJson('{driver_id: 1}', '--entity-rows')).toThrow(
    /^--entity-rows is not JSON \(.*\)\nfix: write names and texts in double quotes/,
  );
});
