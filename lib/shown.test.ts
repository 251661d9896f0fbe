import { expect, test } from 'vitest';
import { shown } from './shown';

const circle: Record<string, unknown> = { name: 'a' };
circle['self'] = circle;
const deep = Array.from({ length: 20_000 }).reduce<unknown>((inner) => [inner], 1);

test.each<[string, unknown, string]>([
  ['text in quotes', 'ñandú\n', '"ñandú\\n"'],
  ['what JSON has no word for', NaN, 'NaN'],
  ['a bigint, alone and within', 5n, '5n'],
  ['…', { ids: [5n] }, '{"ids":["5n"]}'],
  ['nothing', undefined, 'undefined'],
  ['a function', Math.max, '[Function: max]'],
  ['a circle', circle, "<ref *1> { name: 'a', self: [Circular *1] }"],
  ['what is deeper than the stack', deep, '[ [Array] ]'],
  ['the beginning of what is long', 'x'.repeat(1_000_000), `"${'x'.repeat(199)}…`],
])('%s', (_, value, text) => {
  expect(shown(value)).toBe(text);
});
