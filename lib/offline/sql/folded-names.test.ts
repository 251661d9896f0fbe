import { describe, expect, test } from 'vitest';
import { snowflakeSource } from '../../definitions/table-source';
import { SNOWFLAKE } from '../snowflake/dialect';
import type { TableColumn } from './dialect';
import { foldedNames, foldedTable } from './folded-names';

const source = snowflakeSource({ name: 's', table: ['lake', 'my table', 'Stats'], timestampField: 'seen' });
const column = (name: string) => ({ name, column: name, type: 'int64' as const });
const columns = (...names: string[]): ReadonlyMap<string, TableColumn> =>
  new Map(names.map((name) => [name, { type: 'int64', described: '', native: '' }]));

describe('names where those without quotes are folded', () => {
  test('letter for letter first, else as without quotes; what is not there stays as it was written', () => {
    const named = foldedNames(SNOWFLAKE, columns('id', 'ID', 'SEEN', 'A B', 'TRIPS'), source, {
      view: 'v',
      source,
      keys: [column('id')],
      features: ['Trips', 'a b', 'ID', 'gone'].map(column),
    });
    expect(named.keys).toEqual([{ name: 'id', column: 'id', type: 'int64' }]);
    expect(named.features.map(({ name, column: found }) => [name, found])).toEqual([
      ['Trips', 'TRIPS'],
      ['a b', 'a b'],
      ['ID', 'ID'],
      ['gone', 'gone'],
    ]);
    expect(named.source).toMatchObject({ timestampField: 'SEEN' });
  });

  test('a table is folded whole, save parts that need quotes; undefined where that changes nothing', () => {
    expect(foldedTable(SNOWFLAKE, source)?.table).toEqual(['LAKE', 'my table', 'STATS']);
    expect(foldedTable(SNOWFLAKE, snowflakeSource({ name: 's', table: 'STATS', timestampField: 't' }))).toBeUndefined();
    expect(
      foldedTable(SNOWFLAKE, snowflakeSource({ name: 's', query: 'SELECT 1', timestampField: 't' })),
    ).toBeUndefined();
  });
});
