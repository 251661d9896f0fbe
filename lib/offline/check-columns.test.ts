import { expect, test } from 'vitest';

import { fileSource } from '../definitions/file-source';
import { fits, VALUE_TYPES } from '../types';
import type { ValueType } from '../types';
import { checkColumns } from './check-columns';
import type { SourceColumn, SourcePart, SourceRequest } from './offline-store';

const source = fileSource({ name: 's', path: 'x', timestampField: 'at', createdTimestampColumn: 'created' });
const request: SourceRequest = {
  view: 'stats',
  source,
  keys: [{ name: 'driver_id', column: 'id', type: 'int64' }],
  features: [{ name: 'rate', column: 'conv_rate', type: 'float32' }],
};

function part(place: string, columns: Record<string, ValueType | undefined>): SourcePart {
  const column = (type: ValueType | undefined): SourceColumn => ({ type, described: type ?? 'a list' });
  return { place, columns: new Map(Object.entries(columns).map(([name, type]) => [name, column(type)])) };
}

const WHOLE = { id: 'int64', conv_rate: 'float32', at: 'timestamp', created: 'timestamp' } as const;

test('a part that holds what the view declares passes, more columns or not, narrower ones too', () => {
  expect(() => {
    checkColumns(request, [part('a', WHOLE), part('b', { ...WHOLE, id: 'int32', more: undefined })]);
  }).not.toThrow();
});

test.each<[string, Record<string, ValueType | undefined>, string]>([
  [
    'a missing feature',
    { id: 'int64', at: 'timestamp', created: 'timestamp', conv_rat: 'float32' },
    'view stats: b has no column conv_rate\nfix: did you mean conv_rat? Or map a column with fieldMapping in source s',
  ],
  [
    'a missing key, nothing near',
    { at: 'timestamp', created: 'timestamp' },
    'view stats: b has no column id\nfix: it has at, created; name one of these',
  ],
  ['a missing time', { id: 'int64', created: 'timestamp' }, 'view stats: b has no column at\nfix: '],
  [
    'a wider feature',
    { ...WHOLE, conv_rate: 'float64' },
    "view stats: column conv_rate of b is float64, declared float32\nfix: declare rate: 'float64', or write the column as float32",
  ],
  ['a key of another type', { ...WHOLE, id: 'string' }, 'view stats: column id of b is string, declared int64\nfix: '],
  [
    'a type that no feature has',
    { ...WHOLE, conv_rate: undefined },
    'view stats: column conv_rate of b is a list, declared float32\nfix: write the column as float32, or leave it out of the view',
  ],
  [
    'a time that is none',
    { ...WHOLE, at: 'string' },
    'view stats: time column at of b is string, not a timestamp\nfix: name a timestamp column in source s',
  ],
  [
    'a created that is none',
    { ...WHOLE, created: 'int64' },
    'view stats: time column created of b is int64, not a timestamp',
  ],
])('%s is an error that names view, part and column', (_, columns, message) => {
  expect(() => {
    checkColumns(request, [part('a', WHOLE), part('b', columns)]);
  }).toThrow(message);
});

test.each(['timestampField', 'createdTimestampColumn'])(
  "a %s by the name that fieldMapping gives it: an error that says the source's own",
  (field) => {
    const times = { timestampField: 'at', createdTimestampColumn: 'created', [field]: 'time' };
    const mapped = fileSource({ name: 's', path: 'x', ...times, fieldMapping: { ts: 'time' } });
    expect(() => {
      checkColumns({ ...request, source: mapped }, [part('a', { ...WHOLE, ts: 'timestamp' })]);
    }).toThrow(
      `view stats: a has no column time, which is what fieldMapping calls ts\nfix: ${field} names the source's own column: ${field}: 'ts' in source s`,
    );
  },
);

test('a narrower integer or float fits a wider one, int64 and bigint are one; nothing else converts', () => {
  const pairs = VALUE_TYPES.flatMap((from) =>
    VALUE_TYPES.filter((to) => from !== to && fits(from, to)).map((to) => `${from} ${to}`),
  );
  expect(pairs).toEqual(['int32 int64', 'int32 bigint', 'int64 bigint', 'bigint int64', 'float32 float64']);
});
