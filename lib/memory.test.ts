import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Int64, makeData, Table, tableToIPC, TimestampMicrosecond, Vector } from 'apache-arrow';
import { Table as WasmTable, writeParquet, WriterPropertiesBuilder } from 'parquet-wasm/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from './package-root';

const KEYS = 1_000;
const QUESTIONS = 50_000;
const FILE_ROWS = 400_000;
/** The least history is of two files: while it reads its first, a process that has just begun still grows. */
const HISTORIES = [2, 8, 32];
const FILES = Math.max(...HISTORIES);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'featlab-memory-'));
  for (let file = 0; file < FILES; file++) writeFileSync(pathOf(file), historyBytes(file * FILE_ROWS));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function pathOf(file: number): string {
  return join(folder, `${String(file).padStart(2, '0')}.parquet`);
}

/** Row number n is of key n mod 1,000, at n seconds since 1970; its value is n. */
function historyBytes(first: number): Uint8Array {
  const numbers = (of: (n: number) => number): BigInt64Array =>
    BigInt64Array.from({ length: FILE_ROWS }, (_, i) => BigInt(of(first + i)));
  const vector = (type: Int64 | TimestampMicrosecond, data: BigInt64Array): Vector =>
    new Vector([makeData({ type, data, length: data.length, nullCount: 0 } as never)]);
  const table = new Table({
    key: vector(
      new Int64(),
      numbers((n) => n % KEYS),
    ),
    time: vector(
      new TimestampMicrosecond('UTC'),
      numbers((n) => n * 1_000_000),
    ),
    value: vector(
      new Int64(),
      numbers((n) => n),
    ),
  });
  const properties = new WriterPropertiesBuilder().setMaxRowGroupSize(50_000).build();
  return writeParquet(WasmTable.fromIPCStream(tableToIPC(table, 'stream')), properties);
}

/**
 * Joins 50,000 questions over the whole of the first `files` files and prints the answers' sum, how many there are, and
 * the most memory that the process ever held, in MiB.
 */
const JOIN = `
  const { readFileSync } = require('node:fs');
  const { createFileStore } = require('./dist/lib/offline/file/file-store.js');
  const [folder, files, keys, questions, fileRows] = process.argv.slice(1).map((text, i) => (i === 0 ? text : Number(text)));
  const store = createFileStore({ folder, expand: (text) => text, threads: 2 });
  const paths = Array.from({ length: files }, (_, i) => String(i).padStart(2, '0') + '.parquet');
  const question = (i) => ({ key: (i * 7919) % keys, time: Math.floor((i + 1) * (files * fileRows / questions)) - 1 });
  const all = Array.from({ length: questions }, (_, i) => question(i));
  store.joinAsOf({
    view: 'v',
    source: { kind: 'fileSource', name: 's', paths, timestampField: 'time', fieldMapping: {} },
    keys: [{ name: 'key', column: 'key', type: 'int64' }],
    features: [{ name: 'value', column: 'value', type: 'int64' }],
    length: questions,
    entityKeys: [{ type: 'int64', values: BigInt64Array.from(all, ({ key }) => BigInt(key)) }],
    entityTimes: { us: Float64Array.from(all, ({ time }) => time * 1e6) },
    createdCutoff: false,
    bound: 'inclusive',
  }).then(async ([answer]) => {
    await store.close();
    // The newest row of the key at the time: the greatest n up to it that is the key modulo the number of keys.
    const right = all.filter(({ key, time }, i) => {
      const n = time - ((((time - key) % keys) + keys) % keys);
      return n < 0 ? answer.valid[i] === 0 : answer.valid[i] === 1 && answer.values[i] === BigInt(n);
    });
    const high = process.platform === 'linux' && /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
    const peak = (high ? Number(high[1]) : process.resourceUsage().maxRSS) / 1024;
    console.log(JSON.stringify({ right: right.length, peak }));
  });
`;

function joinOver(files: number): { right: number; peak: number } {
  const args = ['-e', JOIN, folder, ...[files, KEYS, QUESTIONS, FILE_ROWS].map(String)];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: packageRoot(), encoding: 'utf8' })) as never;
}

/** The least peak of three runs: how much garbage waits for its collector differs from run to run, what is needed does not. */
function leastOver(files: number): { right: number[]; peak: number } {
  const runs = [1, 2, 3].map(() => joinOver(files));
  return { right: runs.map(({ right }) => right), peak: Math.min(...runs.map(({ peak }) => peak)) };
}

test('a join over 1, 4 and 16 times the history answers right, and holds as much memory at its peak, within 15 %', () => {
  const measured = HISTORIES.map(leastOver);
  expect(measured.flatMap(({ right }) => right)).toEqual(Array.from({ length: 9 }, () => QUESTIONS));
  const peaks = measured.map(({ peak }) => peak);
  expect(Math.max(...peaks) / Math.min(...peaks), `MiB: ${peaks.join(', ')}`).toBeLessThanOrEqual(1.15);
});
