import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { openFeatureStore } from 'featlab';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { writeDriverStats } from '../../data-gen/write-driver-stats';
import { checks, correctRow, editRows, emptyFolder, rawRows } from '.';
import type { Checks } from '.';
import { historicalExamples } from './examples/historical-join';
import { initExamples } from './examples/init';
import { materializeExamples } from './examples/materialize';
import { skewExamples } from './examples/skew';
import { ttlExamples } from './examples/ttl';
import { verdicts } from './verdict';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'featlab-checks-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const examples = [...initExamples, ...historicalExamples, ...materializeExamples, ...ttlExamples, ...skewExamples];

describe('a check', () => {
  test.each(examples)('%s says ✓ in a line, in both languages', (name, right) => {
    for (const language of ['es', 'en'] as const) expect(said(language, name, right)).toMatch(/^✓ .+$/);
  });

  test.each(examples)('%s says ✗ with what, why, and what to try', (name, _, wrong) => {
    expect(said('es', name, wrong)).toMatch(/^✗ .+\n {2}por qué: .+\n {2}(probá|pista 1\/2): .+$/);
    expect(said('en', name, wrong)).toMatch(/^✗ .+\n {2}why: .+\n {2}(try|hint 1\/2): .+$/);
  });

  test.each(examples)('%s does not throw at what it cannot read', (name) => {
    for (const nothing of [undefined, null, 1, '', {}, []]) {
      expect(said('es', name, [nothing, nothing, nothing])).toMatch(
        /^✗ .+\n {2}por qué: .+\n {2}(probá|pista 1\/2): .+$/,
      );
    }
  });

  test('says that an await is missing where it gets a promise', () => {
    expect(said('en', 'materialized', [Promise.resolve([])])).toMatch(
      /^✗ that is a promise: [^]*\n {2}why: an await is missing/,
    );
  });

  test('tells an answer on the wrong side from one that is merely off', () => {
    const at = (end: string) => [[{ view: 'v', read: 9, written: 5, skipped: 0, start: null, end }]];
    expect(said('en', 'materialized', at('2025-06-10T06:00:00Z'))).toMatch(/^✓/);
    expect(said('en', 'materialized', at('2025-06-10T09:00:00Z'))).toMatch(
      /^✗ you materialized up to .*09:00[^]*never goes back/,
    );
    expect(said('en', 'bound', ['NOT_FOUND', 'NOT_FOUND'])).toMatch(/did not exist yet[^]*added to the value’s time/);
  });

  test('says that there is nothing yet where the cell above ended in red', () => {
    expect(said('en', 'materialized', [undefined])).toMatch(
      /^✗ there is nothing to look at yet\n {2}why: the cell above/,
    );
  });

  test.each([
    ['named', namedAgain()],
    ['mended', [[{ view: 'driver_hourly_stats', written: 0 }], { checked: 5, values: 15, mismatches: [] }]],
  ] as const)('%s is still right when its cell is run again', (name, again) => {
    expect(said('es', name, [...again])).toMatch(/^✓/);
  });

  test('is there for every name that the types promise, and has its examples here', () => {
    expect([...new Set(examples.map(([name]) => name)), 'solution'].sort()).toEqual(Object.keys(checks('es')).sort());
  });
});

describe('the check of a gap', () => {
  const { open } = verdicts('en');
  const refuse = (): void => {
    open({
      gap: 'winner',
      what: { es: 'qué', en: 'what' },
      why: { es: 'por qué', en: 'why' },
      hints: [
        { es: 'una', en: 'one' },
        { es: 'otra', en: 'another' },
      ],
    });
  };

  test('gives a hint, then another, then the call that prints the solution', () => {
    const lines = ['hint 1/2: one', 'hint 2/2: another', "the solution: check.solution('winner')"];
    for (const line of [...lines, lines[2]]) expect(printed(refuse)).toBe(`✗ what\n  why: why\n  ${line}`);
  });

  test('a solution that is not there is said', () => {
    expect(printed(() => checks('en').solution('no-such'))).toBe('there is no exercise no-such');
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

test('an error of featlab shows its two lines in a cell, and no stack', async () => {
  const error: unknown = await openFeatureStore(join(folder, 'nowhere')).catch((error: unknown) => error);
  expect(inspect(error)).toMatch(/^RepositoryError: .+\nfix: .+$/);
});

describe('editRows', () => {
  test('writes what the edit makes of the rows: the same where it changes nothing, and a null is a null', async () => {
    const file = join(folder, 'driver_stats.parquet');
    await writeDriverStats(file, { end: new Date('2025-06-10T12:00:00Z'), days: 1 });
    const before = await exactRows(file);
    await editRows(file, (rows) => rows);
    expect(await exactRows(file)).toEqual(before);
    await editRows(file, ([first]) => [{ ...first, created: '2025-06-10T12:00:00.000001Z', conv_rate: null }]);
    const created = BigInt(Date.parse('2025-06-10T12:00:00Z')) * 1000n + 1n;
    expect(await exactRows(file)).toMatchObject([{ created, conv_rate: null }]);
    expect(readdirSync(folder)).toEqual(['driver_stats.parquet']);
  });
});

/** Times as bigints of microseconds, nothing cut. */
async function exactRows(path: string): Promise<Record<string, unknown>[]> {
  const parsers = { timestampFromMicroseconds: (micros: bigint) => micros as unknown as Date };
  return parquetReadObjects({ file: await asyncBufferFromFile(path), parsers });
}

/** Of a second apply: nothing is created. */
function namedAgain(): unknown[] {
  const [names, changes] = initExamples.find(([name]) => name === 'named')?.[1] as [unknown, { created: unknown[] }];
  return [names, { ...changes, created: [], unchanged: changes.created }];
}

function said(language: 'es' | 'en', name: keyof Checks, values: unknown[]): string {
  return printed(() => {
    checks(language)[name](...values);
  });
}

function printed(speak: () => void): string {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    speak();
    return log.mock.calls.map(([text]) => String(text)).join('\n');
  } finally {
    log.mockRestore();
  }
}
