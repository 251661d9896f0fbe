import { expect, test } from 'vitest';
import { keyColumn } from '../contract/requests';
import { csvLines } from './s3-staging';

test('entity rows in the file: texts in quotes, times without a zone, and for null what no value is', () => {
  const lines = csvLines(
    {
      length: 3,
      columns: [
        { name: 'row_id', column: { type: 'int32', values: Int32Array.of(0, 1, 2) } },
        { name: 'key_1', column: keyColumn('string', ['', 'a"b,c\n', null]) },
        { name: 'key_2', column: keyColumn('int64', [-(2n ** 63n), null, 0n]) },
        { name: 'key_3', column: keyColumn('string', ['a zero \0 in it', 'none', 'x']) },
        { name: 'hi', column: { type: 'timestamp', unit: 'us', values: BigInt64Array.of(-1n, 0n, 1n) } },
      ],
    },
    'none',
  );
  expect([...lines].join('')).toBe(
    [
      '0,"",-9223372036854775808,none,1969-12-31 23:59:59.999999\n',
      '1,"a""b,c\n",none,"none",1970-01-01 00:00:00.000000\n',
      '2,none,0,"x",1970-01-01 00:00:00.000001\n',
    ].join(''),
  );
});
