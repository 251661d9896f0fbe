import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { fileStamp } from '../../file-stamp';
import { packageRoot } from '../../package-root';
import { parquetBytes, writeParquet } from '../../testing/write-parquet';
import { createDecoderPool } from './decoder-pool';
import type { GroupRef } from './tasks';

const folder = mkdtempSync(join(tmpdir(), 'featlab-pool-'));
const pool = createDecoderPool(2);
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});

beforeAll(async () => {
  for (const n of [1, 2]) await writeParquet(file(`${String(n)}.parquet`), [{ name: 'n', type: 'int32', values: [n] }]);
  writeFileSync(file('broken.parquet'), 'PAR1 but no more than that PAR1');
});

function file(name: string): string {
  return join(folder, name);
}

function group(name: string): GroupRef {
  return { path: file(name), place: name, stamp: fileStamp(file(name)) ?? '', rowGroup: 0, first: 0, rows: 1 };
}

async function read(thread: number, name: string): Promise<unknown> {
  const stream = await pool.run(thread, 'table', { groups: [group(name)] });
  return tableFromIPC(stream).getChildAt(0)?.get(0);
}

test('a thread takes its tasks one after the other; a thread number beyond the last goes round', async () => {
  const tasks = ['1', '2', '1', '2'].map((n) => read(0, `${n}.parquet`));
  expect(await Promise.all([...tasks, read(1, '2.parquet'), read(7, '1.parquet')])).toEqual([1, 2, 1, 2, 2, 1]);
});

test('a broken file is an error that names it, and the tasks after it are done all the same', async () => {
  const [broken, next] = await Promise.allSettled([read(0, 'broken.parquet'), read(0, '1.parquet')]);
  expect(next).toEqual({ status: 'fulfilled', value: 1 });
  expect(broken).toMatchObject({ status: 'rejected', reason: { code: 'SOURCE_UNREADABLE' } });
  expect(String((broken as PromiseRejectedResult).reason)).toMatch(/broken\.parquet cannot be read \(.*\)\nfix: /);
});

/** The same number of bytes, so that nothing but the stamp tells them apart. */
const other = parquetBytes([{ name: 'n', type: 'int32', values: [3] }]);

test.each<[string, (path: string) => void]>([
  ['written over', (path) => writeFileSync(path, other)],
  ['cut off', (path) => truncateSync(path, 100)],
  ['added to', (path) => appendFileSync(path, 'x')],
  ['deleted', (path) => rmSync(path)],
  [
    'replaced by a rename',
    (path) => {
      writeFileSync(`${path}.part`, other);
      renameSync(`${path}.part`, path);
    },
  ],
])('a file that was %s since its footer was read is not read as the old one', async (_, change) => {
  await writeParquet(file('changing.parquet'), [{ name: 'n', type: 'int32', values: [1] }]);
  const groups = [group('1.parquet'), group('changing.parquet')];
  change(file('changing.parquet'));
  const columns = [{ name: 'n', column: 'n', type: 'int32', unit: undefined } as const];
  const rows = [Int32Array.of(0), Int32Array.of(0)];
  await expect(pool.run(0, 'fetch', { groups, rows, columns })).rejects.toMatchObject({
    code: 'SOURCE_CHANGED',
    message: expect.stringMatching(/^changing\.parquet changed while it was read\nfix: run this again/) as string,
  });
  expect(await read(0, '1.parquet')).toBe(1);
});

test('a closed pool starts again when it is asked', async () => {
  await pool.close();
  expect(await read(1, '2.parquet')).toBe(2);
});

test('closing ends what is being read and what waits, and does not wait for ever itself', async () => {
  const script = `
    const { createDecoderPool } = require('./dist/lib/offline/file/decoder-pool.js');
    const pool = createDecoderPool(1);
    const groups = [JSON.parse(process.argv[1])];
    (async () => {
      await pool.run(0, 'table', { groups });
      const tasks = [1, 2, 3].map(() => pool.run(0, 'table', { groups }).catch((error) => error.code ?? error));
      await new Promise((resolve) => setImmediate(resolve));
      await pool.close();
      console.log(JSON.stringify((await Promise.all(tasks)).filter((code) => typeof code === 'string')));
    })();`;
  const args = ['-e', script, JSON.stringify(group('1.parquet'))];
  const told = JSON.parse(execFileSync(process.execPath, args, { cwd: packageRoot(), encoding: 'utf8' })) as string[];
  expect(new Set(told)).toEqual(new Set(['STORE_CLOSED']));
});

test('a thread more for each 100,000 rows, up to its size', () => {
  expect([99_999, 100_000, 9e9].map((rows) => createDecoderPool(4).threadsFor(rows))).toEqual([1, 2, 4]);
});
