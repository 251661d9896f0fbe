import { describe, expect, test } from 'vitest';

import type { KeyType, ValueType } from '../types';
import { columnsOfCsv } from './from-csv';

/** The values of a column `c` with these cells. */
function cells(...texts: string[]): unknown[] {
  const { columns } = columnsOfCsv(['id,c', ...texts.map((text) => `1,${text}`)].join('\n'), new Map());
  return [...(columns.get('c') ?? [])];
}

function keys(type: KeyType, ...texts: string[]): unknown[] {
  const wanted = new Map([['c', type]]);
  return [...(columnsOfCsv(['id,c', ...texts.map((text) => `1,${text}`)].join('\n'), wanted).columns.get('c') ?? [])];
}

describe('a column is int64, float64 or bool where every value is one and prints the same text again', () => {
  test.each<[string[], unknown[]]>([
    [
      ['0', '-5', '1001'],
      [0, -5, 1001],
    ],
    [
      ['9007199254740992', '1'],
      [9007199254740992n, 1],
    ],
    [
      ['9223372036854775807', '-9223372036854775808'],
      [2n ** 63n - 1n, -(2n ** 63n)],
    ],
    [
      ['1', '', '3'],
      [1, null, 3],
    ],
    [
      ['0.5', '-0.25', '3'],
      [0.5, -0.25, 3],
    ],
    [
      ['-0', '1', ''],
      [-0, 1, null],
    ],
    [
      ['1e+21', '1e-7'],
      [1e21, 1e-7],
    ],
    [
      ['NaN', 'Infinity', '-Infinity'],
      [NaN, Infinity, -Infinity],
    ],
    [
      ['true', 'false', ''],
      [true, false, null],
    ],
  ])('%j', (texts, values) => {
    expect(cells(...texts)).toEqual(values);
  });

  test.each<[string, string[]]>([
    ['a zero in front', ['0012', '13']],
    ['a plus', ['+5']],
    ['a zero behind', ['1.50']],
    ['a point without a fraction', ['1.']],
    ['minus zero with a point', ['-0.0']],
    ['an exponent that a number prints otherwise', ['1e3']],
    ['an integer beyond int64', ['9223372036854775808']],
    ['more digits than a double holds', ['0.1000000000000000055']],
    ['a space', [' 5']],
    ['hexadecimal', ['0x10']],
    ['another spelling of NaN', ['nan']],
    ['another spelling of true', ['True', 'False']],
    ['true beside a number', ['true', '1']],
    ['one word among numbers', ['1', '2', 'x']],
    ['a date', ['2024-01-01']],
  ])('with %s it stays a string', (_, texts) => {
    expect(cells(...texts)).toEqual(texts);
  });

  test('without any value it is all null', () => {
    expect(cells('', '')).toEqual([null, null]);
  });

  test('event_timestamp is text, whatever it looks like', () => {
    expect(columnsOfCsv('event_timestamp\n2024\n', new Map()).columns.get('event_timestamp')).toEqual(['2024']);
  });
});

describe("a join key takes the view's type", () => {
  test.each<[KeyType, string[], unknown[]]>([
    ['string', ['0012', '5', '', 'true'], ['0012', '5', null, 'true']],
    ['int64', ['0012', '-5', ''], [12, -5, null]],
    ['int64', ['9007199254740993'], [9007199254740993n]],
    ['bigint', ['7'], [7]],
    ['int32', ['7'], [7]],
  ])('%s: %j', (type, texts, values) => {
    expect(keys(type, ...texts)).toEqual(values);
  });

  test.each(['1.0', '1e3', ' 1', 'x', '+1'])('%j is no int64: an error that names row, key and value', (text) => {
    expect(() => keys('int64', '1', text)).toThrow(
      `entity row 2: c is ${JSON.stringify(text)}, and the join key is int64\nfix: `,
    );
  });
});

describe('a field of the request takes its declared type', () => {
  const field = (type: ValueType, ...texts: string[]): unknown[] => [
    ...(columnsOfCsv(
      ['id,c', ...texts.map((text) => `1,${text}`)].join('\n'),
      new Map(),
      new Map([['c', type]]),
    ).columns.get('c') ?? []),
  ];

  test.each<[ValueType, string[], unknown[]]>([
    ['float64', ['3.0', '1.50', '', '1e3', '7', 'NaN'], [3, 1.5, null, 1000, 7, NaN]],
    ['int64', ['5', '9007199254740993', ''], [5, 9007199254740993n, null]],
    ['bigint', ['5'], [5n]],
    ['string', ['12345', 'true', ''], ['12345', 'true', null]],
    ['bool', ['True', 'False', 'true', ''], [true, false, true, null]],
    ['timestamp', ['2024-01-01', ''], ['2024-01-01', null]],
    ['float64', ['3.0', 'many'], [3, 'many']],
    ['int64', ['3.0'], ['3.0']],
  ])('%s: %j', (type, texts, values) => {
    expect(field(type, ...texts)).toEqual(values);
  });
});

describe('the form of the file', () => {
  const read = (text: string): Record<string, unknown[]> => Object.fromEntries(columnsOfCsv(text, new Map()).columns);

  test.each([
    ['a byte order mark', '\uFEFFa,b\n1,x\n'],
    ['CRLF', 'a,b\r\n1,x\r\n'],
    ['no line break at the end', 'a,b\n1,x'],
    ['empty lines', 'a,b\n\n1,x\n\n'],
    ['quotes where none are needed', '"a","b"\n"1","x"\n'],
  ])('with %s', (_, text) => {
    expect(read(text)).toEqual({ a: [1], b: ['x'] });
  });

  test('quotes hold commas, line breaks and quotes', () => {
    expect(read('a,b\n"x, ""y""","line\nbreak"\n')).toEqual({ a: ['x, "y"'], b: ['line\nbreak'] });
  });

  test('a quoted empty cell is null as well', () => {
    expect(read('a,b\n"",1\n')).toEqual({ a: [null], b: [1] });
  });

  test('a header alone has no rows, nothing at all has no columns', () => {
    expect(columnsOfCsv('a,b\n', new Map())).toMatchObject({
      length: 0,
      columns: new Map([
        ['a', []],
        ['b', []],
      ]),
    });
    expect(columnsOfCsv('', new Map())).toMatchObject({ length: 0, columns: new Map() });
  });

  test.each([
    ['a line with a cell too few', 'a,b\n1\n', /^the CSV is broken: .*line 2/],
    ['a line with a cell too many', 'a,b\n1,2,3\n', /^the CSV is broken: .*line 2/],
    ['a quote that does not end', 'a,b\n"1,2\n', /^the CSV is broken: Quote Not Closed/],
    ['two columns of one name', 'a,b,a\n1,2,3\n', /^the CSV has two columns a\nfix: /],
  ])('%s is an error', (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
