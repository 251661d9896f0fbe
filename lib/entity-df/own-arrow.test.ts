import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { packageRoot } from '../package-root';

const folder = mkdtempSync(join(tmpdir(), 'featlab-copies-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A program that is an ES module has another copy of Arrow than the library, which is CommonJS. */
const PROGRAM = `
  import { createRequire } from 'node:module';
  const [root, folder] = process.argv.slice(1);
  const require = createRequire(root + '/');
  const { ownTable } = require('./dist/lib/entity-df/own-arrow.js');
  const { writePieces } = require('./dist/lib/training-set/write-table.js');
  const { createFileStore } = require('./dist/lib/offline/file/file-store.js');
  const own = require('apache-arrow');
  const other = await import('apache-arrow');
  const columns = (arrow) => ({
    id: arrow.vectorFromArray([1n, 2n ** 53n + 1n, null], new arrow.Int64()),
    small: arrow.vectorFromArray([1, -2, 3], new arrow.Int8()),
    at: arrow.vectorFromArray([new Date(0), null, new Date(86_400_000)], new arrow.TimestampMicrosecond('UTC')),
    day: arrow.vectorFromArray([new Date(0), new Date(86_400_000), null], new arrow.DateDay()),
    text: arrow.vectorFromArray(['a', null, 'ñ'], new arrow.Utf8()),
    word: arrow.vectorFromArray(['x', 'y', 'x'], new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())),
    list: arrow.vectorFromArray([[1], [2, 3], null], new arrow.List(new arrow.Field('item', new arrow.Float64(), true))),
    deep: arrow.vectorFromArray([{ n: 1 }, { n: 2 }, { n: null }], new arrow.Struct([new arrow.Field('n', new arrow.Int32(), true)])),
  });
  const foreign = new other.Table(columns(other));
  const file = folder + '/copies.parquet';
  await writePieces(3, () => [ownTable(foreign)], file);
  const store = createFileStore({ folder, expand: (text) => text });
  const read = await store.readTable(file);
  await store.close();
  const same = new own.Table(columns(own));
  console.log(JSON.stringify({
    isForeign: Object.getPrototypeOf(foreign) !== own.Table.prototype,
    types: String(ownTable(foreign).schema) === String(same.schema),
    values: String(ownTable(foreign)) === String(same),
    written: String(read) === String(same),
    untouched: ownTable(same) === same,
  }));
`;

test("a table of another copy of Arrow becomes one of the library's: same types, same values, and Parquet can be written", () => {
  const args = ['--input-type=module', '-e', PROGRAM, packageRoot(), folder];
  const output = execFileSync(process.execPath, args, { cwd: packageRoot(), encoding: 'utf8' });
  expect(JSON.parse(output)).toEqual({
    isForeign: true,
    types: true,
    values: true,
    written: true,
    untouched: true,
  });
});
