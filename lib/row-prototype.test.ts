import { inspect } from 'node:util';

import { expect, test } from 'vitest';

import { rowPrototype } from './row-prototype';

function rowOf(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const prototype = rowPrototype(fields, Object.keys(fields), 'declare it in inputs');
  return Object.freeze(Object.assign(Object.create(prototype) as object, fields));
}

const row = rowOf({ conv_rate: 0.5, trips: null, constructor: 'a column may be named so' });

test('a name that the row has is read as of any object, also one that all objects have', () => {
  expect([row.conv_rate, row.trips, row.constructor]).toEqual([0.5, null, 'a column may be named so']);
  expect(rowOf({ x: 1 }).constructor).toBe(Object);
});

test('another one throws, also where a default stands for it', () => {
  expect(() => row.km).toThrow('the row has no km: declare it in inputs');
  expect(() => row.conv_rte).toThrow('the row has no conv_rte: declare it in inputs; is it conv_rate?');
  const withDefault = ({ km = 1 }: Readonly<Record<string, unknown>>) => km;
  expect(() => withDefault(row)).toThrow('the row has no km');
});

test('the rows of a view have one prototype, for whichever request', () => {
  const schema = { x: 'int32' };
  expect(rowPrototype(schema, ['x'], '')).toBe(rowPrototype(schema, ['x'], ''));
  expect(rowPrototype({ ...schema }, ['x'], '')).not.toBe(rowPrototype(schema, ['x'], ''));
});

test('whether it is there may be asked', () => {
  expect(['conv_rate' in row, 'km' in row, Object.hasOwn(row, 'km')]).toEqual([true, false, false]);
});

test('what looks at a whole row sees an object of its fields', async () => {
  const plain = rowOf({ a: 1, b: null });
  expect({ ...plain }).toEqual({ a: 1, b: null });
  expect(Object.entries(plain)).toEqual([
    ['a', 1],
    ['b', null],
  ]);
  const names: string[] = [];
  for (const name in plain) names.push(name);
  expect(names).toEqual(['a', 'b']);
  const { a, ...rest } = plain;
  expect([a, rest]).toEqual([1, { b: null }]);
  expect(JSON.stringify(plain)).toBe('{"a":1,"b":null}');
  expect(structuredClone(plain)).toEqual({ a: 1, b: null });
  expect(inspect(plain)).toContain('{ a: 1, b: null }');
  expect(await Promise.resolve(plain)).toBe(plain);
  expect(plain instanceof Object).toBe(true);
});
