import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckId } from '../grader/check-list';
import type { Graded } from '../grader/details';
import { packageRoot } from '../lib/package-root';
import { check } from './check';
import { printCheck } from './print-check';
import { PUBLIC_CHECKS } from './public-checks';

// The check as a student meets it: what is not written, what is right, and two faults that everybody makes.

const homework = join(packageRoot(), 'homework');
const root = mkdtempSync(join(tmpdir(), 'featlab-student-'));
const folder = join(root, 'mine');
beforeEach(() => {
  cpSync(join(homework, 'starter'), folder, { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

function solve(...files: string[]): void {
  for (const file of files) cpSync(join(homework, 'solution', file), join(folder, file));
}

const ALL = ['features.ts', 'build_training.ts', 'materialize.ts', 'serve.ts', 'README.md'];

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(join(folder, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replace(from, to));
}

async function run(...only: CheckId[]): Promise<Graded & { en: string; es: string }> {
  const these = only.length === 0 ? PUBLIC_CHECKS : only;
  const graded = await check({ folder, language: 'en', only: these });
  return { ...graded, en: printCheck(graded, 'en', these), es: printCheck(graded, 'es', these) };
}

function statuses({ result }: Graded): Record<string, string> {
  const shown = result.checks.filter(({ id }) => (PUBLIC_CHECKS as readonly string[]).includes(id));
  return Object.fromEntries(shown.map(({ id, status }) => [id, status]));
}

describe('npm run check', () => {
  it('1 on the starter: nothing is written yet, and the first step is next', async () => {
    const { en, es, ...graded } = await run();
    expect(Object.entries(statuses(graded)).filter(([, status]) => status === 'passed')).toEqual([['S0', 'passed']]);
    expect(en).toMatch(/✗ D0 .*\n.*\n.*not written yet: features\.ts, TODO 1\n {7}try: write that step: HOMEWORK\.md/);
    expect(en).toMatch(/✗ E1 .*\n {7}not written yet\n.*build_training\.ts, TODO 2\n/);
    expect(en).toMatch(/\n0 \/ [\d.]+ points of the public part\n.*\nNext: D0, /);
    expect(es).toMatch(/\n0 \/ [\d.]+ puntos de la parte pública\n.*\nLo próximo: D0, /);
  });

  it('1b on the Spanish starter: the same, and TAREA.md says how', async () => {
    cpSync(join(homework, 'starter', 'es'), folder, { recursive: true });
    const { es } = await run('S0', 'D0');
    expect(es).toMatch(
      /✗ D0 .*\n.*\n.*todavía sin escribir .*features\.ts, TODO 1\n {7}probá: escribí ese paso: TAREA\.md/,
    );
  });

  it('2 step by step: the definitions count as soon as they are there', async () => {
    solve('features.ts');
    const graded = await run();
    expect(statuses(graded)).toMatchObject({ D0: 'passed', E1: 'failed', R0: 'failed' });
    expect(graded.en).toContain('Next: E1');
  });

  it('3 on the reference: all of it', { timeout: 300_000 }, async () => {
    solve(...ALL);
    const { en, ...graded } = await run();
    expect(new Set(Object.values(statuses(graded)))).toEqual(new Set(['passed']));
    expect(en).toMatch(/\n([\d.]+) \/ \1 points of the public part\n/);
    expect(en).not.toContain('Next:');
  });

  it('4 two codes, two answers: E1 catches the hour of now, and it alone', async () => {
    solve(...ALL);
    edit(
      'serve.ts',
      'answer(response.toRows()[0] as unknown as Answer);',
      'answer({ ...(response.toRows()[0] as unknown as Answer), hour_of_day: new Date(now).getUTCHours() });',
    );
    const { en, ...graded } = await run('E1', 'D1', 'M4');
    expect(statuses(graded)).toMatchObject({ E1: 'failed', D1: 'passed', M4: 'passed' });
    expect(en).toMatch(
      /✗ E1 .* 13\.33 \/ 20\n.*\n {7}asked for \{"customer_id":\d+,"merchant_id":\d+\} at .*Z, on both paths\n {7}hour_of_day: trained \d+, served \d+\n {7}Is it written twice\?\n/,
    );
    expect(en).toContain('points lost for: transaction_features');
  });

  it('5 a row of the future: the smallest case names it', async () => {
    solve(...ALL);
    edit('build_training.ts', 'entityDf: labels,', 'entityDf: (await later(labels)),');
    const late = `
async function later(file: string): Promise<Record<string, unknown>[]> {
  const { asyncBufferFromFile, parquetReadObjects } = await import('hyparquet');
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(file) });
  return rows.map((row) => ({ ...row, event_timestamp: new Date(Number(row['event_timestamp']) + 3 * 86_400_000) }));
}
`;
    writeFileSync(join(folder, 'build_training.ts'), readFileSync(join(folder, 'build_training.ts'), 'utf8') + late);
    const { en, ...graded } = await run('E1');
    expect(statuses(graded)['E1']).toBe('failed');
    expect(en).toMatch(/the row of \S+Z was used in training for a question asked at \S+Z/);
  });

  it('6 materializeIncremental leaves a late row behind: I1', async () => {
    solve(...ALL);
    edit('materialize.ts', 'await store.materialize(null, end)', 'await store.materializeIncremental(end)');
    const { en, ...graded } = await run('E1', 'I1');
    expect(statuses(graded)).toMatchObject({ E1: 'passed', I1: 'failed' });
    expect(en).toContain('Next: I1');
    // What the second run said is what tells why.
    expect(en).toMatch(/\n {7}.*materialize\.ts ended \(code 1\): .*before the last end/);
  });

  it('7 what falls before it stores anything is named, though the training may be wrong too', async () => {
    solve(...ALL);
    edit(
      'materialize.ts',
      'const results = await store.materialize(null, end);',
      "throw new TypeError('no such row');",
    );
    edit(
      'materialize.ts',
      'for (const { view, written } of results) console.error(`${view}: ${String(written)} keys written`);',
      '',
    );
    const { en } = await run('E1');
    expect(en).toMatch(/served null\n {7}.*materialize\.ts ended \(code 1\): TypeError: no such row\n/);
  });

  it('8 a script that writes in its own folder: said, for it falls when it is graded', async () => {
    solve(...ALL);
    edit(
      'features.ts',
      'import ',
      "import { writeFileSync } from 'node:fs';\nwriteFileSync(`${import.meta.dirname}/cache.db`, '');\nimport ",
    );
    const { en, es } = await run();
    expect(en).toMatch(/\nSeen too:\n {2}a script wrote "cache.db" into its own folder: graded, .*\n/);
    expect(en).toMatch(/\nNext: write into no folder but /);
    expect(es).toMatch(/\nLo próximo: no escribas en otra carpeta/);
  });
});
