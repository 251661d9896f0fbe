import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';

import { csvText as csvPieces } from './csv-text';
import { jsonText as jsonPieces } from './json-text';
import { checkOutputFile } from './output-file';

const columns = {
  driver_id: [1001, 9007199254740993n, null],
  'a, "b"': ['', 'two\r\nlines, "quoted"', null],
  rate: [-0, NaN, 0.1],
  photo: [new Uint8Array([1, 2]), null, new Uint8Array(0)],
  day: [new Date('2025-06-01T00:00:00Z'), '2025-06-01T00:00:00.000001Z', undefined],
  ok: [true, false, null],
};

const csvText = (...columns: Parameters<typeof csvPieces>): string => [...csvPieces(...columns)].join('');
const jsonText = (...columns: Parameters<typeof jsonPieces>): string => [...jsonPieces(...columns)].join('');

describe('CSV', () => {
  test('null is an empty cell, an empty string is quoted', () => {
    expect(csvText(Object.entries(columns))).toBe(
      [
        'driver_id,"a, ""b""",rate,photo,day,ok',
        '1001,"",-0,AQI=,2025-06-01T00:00:00Z,true',
        '9007199254740993,"two\r\nlines, ""quoted""",NaN,,2025-06-01T00:00:00.000001Z,false',
        ',,0.1,"",,',
        '',
      ].join('\n'),
    );
  });

  test('another reader finds the same cells', () => {
    const [header, , second] = parse(csvText(Object.entries(columns)));
    expect(header).toEqual(Object.keys(columns));
    expect(second[1]).toBe('two\r\nlines, "quoted"');
  });

  test('no rows: the header alone', () => {
    expect(
      csvText([
        ['driver_id', []],
        ['rate', []],
      ]),
    ).toBe('driver_id,rate\n');
  });
});

describe('JSON', () => {
  test('an array of row objects in the JSON form', () => {
    expect(JSON.parse(jsonText(Object.entries(columns)))).toEqual([
      { driver_id: 1001, 'a, "b"': '', rate: 0, photo: 'AQI=', day: '2025-06-01T00:00:00Z', ok: true },
      {
        driver_id: '9007199254740993',
        'a, "b"': 'two\r\nlines, "quoted"',
        rate: 'NaN',
        photo: null,
        day: '2025-06-01T00:00:00.000001Z',
        ok: false,
      },
      { driver_id: null, 'a, "b"': null, rate: 0.1, photo: '', day: null, ok: null },
    ]);
  });

  test('no rows: an empty array', () => {
    expect(JSON.parse(jsonText([['driver_id', []]]))).toEqual([]);
  });
});

test.each([
  ['a.parquet', 'parquet'],
  ['folder.csv/A.CSV', 'csv'],
  ['a.b.json', 'json'],
])('%s is %s', (file, form) => {
  expect(checkOutputFile(file)).toBe(form);
});

test('an ending that says no form is refused before any work', () => {
  expect(() => checkOutputFile('training.xlsx')).toThrow(/training.xlsx: the ending says no format/);
});

test('of more rows than a piece has, each stands once and in its place', () => {
  const ids = Array.from({ length: 25_001 }, (_, i) => i);
  expect(parse(csvText([['id', ids]])).slice(1)).toEqual(ids.map((id) => [String(id)]));
  expect(JSON.parse(jsonText([['id', ids]]))).toEqual(ids.map((id) => ({ id })));
  expect([...csvPieces([['id', ids]])].length).toBeGreaterThan(3);
});
