import { describe, expect, test } from 'vitest';
import { snowflakeSource } from '../../definitions/table-source';
import { asOf, keyColumn } from '../contract/requests';
import type { SourceRequest } from '../offline-store';
import { asOfQuery } from '../sql/as-of-query';
import type { TableColumn } from '../sql/dialect';
import { keyedQuery, newestQuery } from '../sql/rows-query';
import { raw, rendered } from '../sql/sql';
import type { Sql } from '../sql/sql';
import { boundText, placeholder } from './bound-value';
import { snowflakeColumn } from './column-types';
import { SNOWFLAKE } from './dialect';
import { parsedColumn } from './parse-column';
import { stagedLines } from './staged-texts';

const described = (type: string, precision = 0, scale = 0): TableColumn =>
  snowflakeColumn({ getName: () => '', getType: () => type, getPrecision: () => precision, getScale: () => scale });

/** What the driver says of `CREATE TABLE lake.stats (…)`. */
const COLUMNS = new Map([
  ['DRIVER_ID', described('fixed', 38)],
  ['CITY', described('text')],
  ['EVENT', described('timestamp_ntz', 0, 9)],
  ['CREATED', described('timestamp_tz', 0, 6)],
  ['DAY', described('date')],
  ['TRIPS', described('fixed', 9)],
  ['RATE', described('real')],
  ['RAW', described('binary')],
  ['SEEN', described('timestamp_ltz', 0, 3)],
]);

const source = snowflakeSource({
  name: 'stats',
  table: 'LAKE.STATS',
  timestampField: 'EVENT',
  createdTimestampColumn: 'CREATED',
  datePartitionColumn: 'DAY',
});
const column = (name: string, type: SourceRequest['keys'][number]['type']) => ({ name, column: name, type });
const request: SourceRequest = {
  view: 'stats',
  source,
  keys: [column('DRIVER_ID', 'int64'), column('CITY', 'string')],
  features: [column('TRIPS', 'int64'), column('RATE', 'float64'), column('RAW', 'bytes'), column('SEEN', 'timestamp')],
};
const opened = { source, columns: COLUMNS };

/** A statement with what is bound in it, a line each. */
function shown(statement: Sql): string {
  const { text, values } = rendered(statement, (_, value) => placeholder(value));
  return `${[text, ...values.map((value) => `-- ${boundText(value)}`)].join('\n')}\n`;
}

describe('the SQL that Snowflake is sent, reviewed', () => {
  const rows = [{ key: [1n, 'a'], time: 1_700_000_000_123_456_789n }];

  test('a join with a TTL', async () => {
    const { query } = asOfQuery(SNOWFLAKE, opened, asOf(request, rows, { ttl: 3_600_000_000 }));
    await expect(shown(query(raw('ENTITY_ROWS')).statement)).toMatchFileSnapshot('reviewed/as-of.sql');
  });

  test('without its time filter it is the same, save the filter', () => {
    const { query, unfiltered } = asOfQuery(SNOWFLAKE, opened, asOf(request, rows, { ttl: 3_600_000_000 }));
    const [narrow, whole] = [query, unfiltered].map((of) => shown(of(raw('ENTITY_ROWS')).statement));
    const filter = / AND source\."(EVENT|DAY)" [<>]= \S+\(\?, '[^']+'\)/g;
    expect(narrow.match(filter)).toHaveLength(4);
    expect(whole).toBe(narrow.replaceAll(filter, '').replace(/\n--[^]*/, '\n'));
  });

  test('a join of what was known', async () => {
    const { query } = asOfQuery(SNOWFLAKE, opened, asOf(request, rows, { createdCutoff: true, bound: 'exclusive' }));
    await expect(shown(query(raw('ENTITY_ROWS')).statement)).toMatchFileSnapshot('reviewed/as-of-known.sql');
  });

  test('the newest row of each key in an increment', async () => {
    const from = { us: 1.6e15, ns: 0 };
    const { statement } = newestQuery(SNOWFLAKE, opened, {
      ...request,
      window: { from, to: { us: 1.7e15, ns: 0 }, orCreatedFrom: from },
    });
    await expect(shown(statement)).toMatchFileSnapshot('reviewed/newest.sql');
  });

  test('the rows of one key', async () => {
    const key = [keyColumn('int64', [1n]), keyColumn('string', ["o'Neill"])];
    await expect(shown(keyedQuery(SNOWFLAKE, opened, { ...request, key }).statement)).toMatchFileSnapshot(
      'reviewed/of-one-key.sql',
    );
  });
});

describe('types', () => {
  test.each([
    ['fixed', 9, 0, 'int32', 'NUMBER(9,0)'],
    ['fixed', 10, 0, 'int64', 'NUMBER(10,0)'],
    ['fixed', 38, 0, 'int64', 'NUMBER(38,0)'],
    ['fixed', 10, 2, undefined, 'NUMBER(10,2)'],
    ['real', 0, 0, 'float64', 'FLOAT'],
    ['timestamp_ntz', 0, 9, 'timestamp', 'TIMESTAMP_NTZ(9)'],
    ['date', 0, 0, undefined, 'DATE'],
    ['variant', 0, 0, undefined, 'VARIANT'],
  ])('%s (%i, %i) is a feature of type %s, called %s', (type, precision, scale, expected, called) => {
    expect(described(type, precision, scale)).toMatchObject({ type: expected, described: called });
  });

  test('what has no finer times than a microsecond is compared in microseconds', () => {
    expect(['timestamp_tz', 'timestamp_ntz'].map((type) => described(type, 0, 6).unit)).toEqual(['us', 'us']);
    expect(described('timestamp_ltz', 0, 7).unit).toBe('ns');
  });
});

describe('an answer, whose values are texts', () => {
  const values = (type: Parameters<typeof parsedColumn>[0]['type'], texts: (string | number | null)[]): unknown[] => [
    ...parsedColumn(
      { name: 'X', type },
      texts.map((text) => [text]),
      0,
    ).values,
  ];

  test('a FLOAT in 17 digits is the same double; NaN, the infinities and -0 are themselves', () => {
    const texts = ['1.0000000000000001E-1', '5e-324', 'NaN', 'inf', '-inf', '-0.0000000000000000e0'];
    expect(values('float64', texts)).toEqual([0.1, 5e-324, NaN, Infinity, -Infinity, -0]);
  });

  test('integers are exact up to the ends of 64 bits; what is beyond is an error that names the column', () => {
    expect(values('int64', ['9223372036854775807', '-9223372036854775808', 7])).toEqual([
      2n ** 63n - 1n,
      -(2n ** 63n),
      7n,
    ]);
    expect(() => values('int64', ['9223372036854775808'])).toThrow(
      /^column X has a value that 64 bits do not hold: 9223372036854775808\nfix: /,
    );
  });

  test('true and false, and bytes', () => {
    expect(values('bool', ['true', 'false', null])).toEqual([1, 0, 0]);
    expect(values('bytes', ['0AFF', ''])).toEqual([Uint8Array.of(10, 255), new Uint8Array(0)]);
  });
});

test('entity rows in the file: a sign before each text, quotes doubled, nothing where there is null', () => {
  const lines = stagedLines({
    length: 4,
    columns: [
      { name: 'row_id', column: { type: 'int32', values: Int32Array.of(0, 1, 2, 3) } },
      { name: 'key_1', column: keyColumn('string', ['', 'a"|b\n', '\\N', null]) },
      { name: 'hi', column: { type: 'timestamp', unit: 'ns', values: BigInt64Array.of(1n, -1n, 2n ** 62n, 0n) } },
    ],
  });
  expect([...lines].join('')).toBe(`0|"="|1\n1|"=a""|b\n"|-1\n2|"=\\N"|${String(2n ** 62n)}\n3||0\n`);
});
