import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { writeDriverStats } from '../../data-gen/write-driver-stats';
import { checks, correctRow, emptyFolder, rawRows } from '.';
import type { Checks } from '.';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'featlab-checks-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const changes = { created: [], updated: [], deleted: [], unchanged: [] };
const driver = { kind: 'entity', name: 'driver' };
const view = { kind: 'featureView', name: 'driver_hourly_stats' };
const questions = [{ driver_id: 1003, event_timestamp: '2025-06-09T15:30:00Z' }];
const rows = [{ ...questions[0], conv_rate: 0.5 }];
const increment = { view: view.name, read: 100, written: 5, start: null, end: '2025-06-10T06:00:00Z' };
const online = (value: number | null, status: string): unknown => ({
  toDict: () => ({ driver_id: [1001], conv_rate: [value] }),
  statuses: () => [{ conv_rate: status }],
});
const five = [1001, 1002, 1003, 1004, 1005].map((driver_id) => ({ driver_id, offline: 0.5, online: 0.5 }));
const mismatch = { view: view.name, feature: 'conv_rate', entity: { driver_id: 1003 }, offline: 0.75, online: 0.4 };
const report = (...mismatches: unknown[]): unknown => ({ checked: 5, values: 15, mismatches });
const two = { driver_id: [1001, 1003], conv_rate: [0.5, 0.4] };
const stored = [0.5, 0.1, 0.4, 0.1, 0.1].map((conv_rate, i) => ({ driver_id: 1001 + i, conv_rate }));
const present = [{ conv_rate: 'PRESENT' }, { conv_rate: 'PRESENT' }];
const unserved = [{ conv_rate: 'PRESENT' }, { conv_rate: 'NOT_FOUND' }];
const explained = (status: string): unknown => ({ online: { status } });

const answered = ['08:00', '12:45', '15:30'].map((hour) => ({
  event_timestamp: `2025-06-09T${hour}:00Z`,
  conv_rate: 0.5,
}));
const corrected = answered.map((row, i) => (i === 1 ? row : { ...row, conv_rate: 0.4 }));

/** For each check: what is right, and the mistake that a student is most likely to make. */
const examples: [name: keyof Checks, right: unknown[], wrong: unknown[]][] = [
  ['applied', [{ ...changes, created: [driver, view] }], [{ ...changes, created: [driver] }]],
  ['unchanged', [{ ...changes, unchanged: [driver, view] }], [{ ...changes, created: [driver, view] }]],
  ['listed', ['driver_hourly_stats  driver'], ['no feature views']],
  ['refused', ['no repository there\nfix: -c'], ['']],
  ['joined', [questions, rows], [questions, [...rows, ...rows]]],
  ['byHand', [{ conv_rate: 0.5 }, rows[0]], [{ conv_rate: 0.4 }, rows[0]]],
  ['allByHand', [[0.5], rows], [[0.4], rows]],
  ['leaked', [[{ feature_time: '2025-06-10T12:00:00Z' }], rows], [[{ feature_time: '2025-06-09T15:00:00Z' }], rows]],
  ['noMatch', [[{ ...questions[0], conv_rate: null }]], [rows]],
  ['cutoff', [corrected, answered], [answered, answered]],
  ['materialized', [[increment]], [[{ ...increment, written: 0 }]]],
  ['increment', [[increment], [{ ...increment, read: 5, start: increment.end }]], [[increment], [increment]]],
  ['served', [two, present], [two, unserved]],
  ['stored', [stored, two], [stored, { ...two, conv_rate: [0.5, 0.5] }]],
  ['fast', [{ p50: 0.01 }], [{ p50: 3 }]],
  ['backfill', [two, two, [{ ...increment, written: 0 }]], [two, stored, [increment]]],
  ['tooOld', [online(null, 'OUTSIDE_MAX_AGE')], [online(0.5, 'PRESENT')]],
  ['fresh', [online(0.5, 'PRESENT')], [online(null, 'OUTSIDE_MAX_AGE')]],
  [
    'boundary',
    [{ conv_rate: 'PRESENT' }, { conv_rate: 'OUTSIDE_MAX_AGE' }],
    [{ conv_rate: 'OUTSIDE_MAX_AGE' }, { conv_rate: 'OUTSIDE_MAX_AGE' }],
  ],
  ['reasons', [explained('OUTSIDE_MAX_AGE'), explained('NOT_FOUND')], [explained('PRESENT'), explained('NOT_FOUND')]],
  ['equalByHand', [five], [[...five.slice(1), { driver_id: 1001, offline: 0.5, online: null }]]],
  ['noSkew', [report()], [report(mismatch)]],
  ['skewFound', [report(mismatch)], [report()]],
  ['alarmed', ['1 value differs: driver_id=1005\n[exit code 1]'], ['0 values differ']],
  ['mended', [[increment], report()], [[{ ...increment, written: 0 }], report(mismatch)]],
];

describe('a check', () => {
  test.each(examples)('%s says ✓ in a line, in both languages', (name, right) => {
    for (const language of ['es', 'en'] as const) expect(said(language, name, right)).toMatch(/^✓ .+$/);
  });

  test.each(examples)('%s says ✗ with what, why, and what to try', (name, _, wrong) => {
    expect(said('es', name, wrong)).toMatch(/^✗ .+\n {2}por qué: .+\n {2}probá: .+$/);
    expect(said('en', name, wrong)).toMatch(/^✗ .+\n {2}why: .+\n {2}try: .+$/);
  });

  test.each(examples)('%s does not throw at what it cannot read', (name) => {
    for (const nothing of [undefined, null, 1, '', {}, []]) {
      expect(said('es', name, [nothing, nothing, nothing])).toMatch(/^✗ .+\n {2}por qué: .+\n {2}probá: .+$/);
    }
  });

  test('says that there is nothing yet where the cell above ended in red', () => {
    expect(said('en', 'materialized', [undefined])).toMatch(
      /^✗ there is nothing to look at yet\n {2}why: the cell above/,
    );
  });

  test.each([
    ['applied', [{ ...changes, unchanged: [driver, view] }]],
    ['mended', [[{ ...increment, written: 0 }], report()]],
  ] as const)('%s is still right when its cell is run again', (name, again) => {
    expect(said('es', name, [...again])).toMatch(/^✓/);
  });

  test('repository names what is missing in the folder', () => {
    expect(said('en', 'repository', [folder])).toMatch(
      /^✗ feature_store\.yaml, features\.ts, data\/driver_stats\.parquet/,
    );
  });

  test('is there for every name that the types promise, and has its examples here', () => {
    expect([...examples.map(([name]) => name), 'repository'].sort()).toEqual(Object.keys(checks('es')).sort());
  });
});

describe('emptyFolder', () => {
  test('takes away what an earlier run left', () => {
    const first = emptyFolder('test', `run-${String(process.pid)}`);
    writeFileSync(join(first, 'left.txt'), '');
    const second = emptyFolder('test', `run-${String(process.pid)}`);
    expect([second, readdirSync(second)]).toEqual([first, []]);
    rmSync(first, { recursive: true });
  });
});

describe('correctRow', () => {
  const event_timestamp = '2025-06-10T12:00:00.000Z';

  test('adds a later row of the same driver and hour, and keeps the others as they were', async () => {
    const file = join(folder, 'driver_stats.parquet');
    await writeDriverStats(file, { end: new Date(event_timestamp), days: 1 });
    const before = await exactRows(file);
    await correctRow(file, { driver_id: 1003, event_timestamp, created: '2025-06-10T12:45:00Z', conv_rate: 0.75 });
    expect((await exactRows(file)).slice(0, -1)).toEqual(before);
    expect((await rawRows(file)).at(-1)).toMatchObject({
      driver_id: 1003,
      event_timestamp: new Date(event_timestamp),
      created: new Date('2025-06-10T12:45:00Z'),
      conv_rate: 0.75,
    });
  });

  test('says which row it cannot find', async () => {
    const file = join(folder, 'driver_stats.parquet');
    await writeDriverStats(file, { end: new Date(event_timestamp), days: 1 });
    const correction = { driver_id: 9999, event_timestamp, created: event_timestamp };
    await expect(correctRow(file, correction)).rejects.toThrow(`9999 has no row at ${event_timestamp}`);
  });
});

/** Times as bigints of microseconds, nothing cut. */
async function exactRows(path: string): Promise<Record<string, unknown>[]> {
  const parsers = { timestampFromMicroseconds: (micros: bigint) => micros as unknown as Date };
  return parquetReadObjects({ file: await asyncBufferFromFile(path), parsers });
}

function said(language: 'es' | 'en', name: keyof Checks, values: unknown[]): string {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    checks(language)[name](...values);
    return log.mock.calls.map(([text]) => String(text)).join('\n');
  } finally {
    log.mockRestore();
  }
}
