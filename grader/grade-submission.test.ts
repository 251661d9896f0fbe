import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckId } from './check-list';
import { makeSubmission } from './corpus/make-submission';
import { WRONG } from './corpus/wrong';
import type { Graded } from './details';
import { gradeSubmission } from './grade-submission';
import { proveIsolation } from './sandbox/canaries';
import type { Proof } from './sandbox/canaries';

// A few submissions of the corpus, few checks of each: all of it is npm run test:grader.

let proof: Proof | undefined;
let place: string;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'featlab-few-'));
  proof = await proveIsolation().catch(() => undefined);
});
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});

async function grade(name: string, only: readonly CheckId[]): Promise<Graded> {
  const wrong = WRONG.find((one) => one.name === name);
  const folder = join(place, name);
  makeSubmission(folder, wrong ?? { name, story: '', fails: [] });
  return gradeSubmission(folder, { seed: 3, only }, proof);
}

const statusOf = ({ result }: Graded, id: CheckId): string | undefined =>
  result.checks.find((one) => one.id === id)?.status;

describe.skipIf(process.platform !== 'linux')('grading, in the sandbox', () => {
  test('1. CI has every layer; elsewhere the rest is skipped without a sandbox', () => {
    if (process.env['CI']) expect(proof?.isolation).toBe('strong');
    if (!proof) process.stderr.write('SKIPPED: there is no sandbox here (npm run doctor)\n');
  });

  test('2. a right submission passes; what was not asked for is not run and no failure', async ({ skip }) => {
    if (!proof) skip();
    const graded = await grade('right', ['R0', 'E1', 'E2']);
    expect(graded.result.checks.filter(({ status }) => status === 'passed').map(({ id }) => id)).toEqual([
      ...['S0', 'R0', 'E1', 'E2'],
    ]);
    expect(graded.result).toMatchObject({ gradable: true, max_score: 100, seed: 3, score: 47.5 });
  });

  test('3. equal but wrong: E1 passes and E2 names the row', async ({ skip }) => {
    if (!proof) skip();
    const graded = await grade('the-same-leak-twice', ['E2', 'M3']);
    expect([statusOf(graded, 'E2'), statusOf(graded, 'M3')]).toEqual(['failed', 'not_run']);
    const { cause, failure } = graded.details.checks.find(({ id }) => id === 'E2')!;
    expect(cause).toBe('future_leak');
    expect(failure?.explanation?.en).toMatch(/^the row of \S+ was used for a question asked at \S+$/);
    expect(failure?.explanation?.es).toMatch(/^se usó la fila de/);
  });

  test('4. one wrong feature costs its two parts of six, and its view is left out of what follows', async ({
    skip,
  }) => {
    if (!proof) skip();
    const graded = await grade('one-feature-wrong', ['E2', 'M4']);
    const { earned, parts } = graded.details.checks.find(({ id }) => id === 'E2')!;
    expect(earned).toBeCloseTo((20 * 4) / 6, 9);
    expect(parts.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual([
      'transaction_features training',
      'transaction_features serving',
    ]);
    expect(statusOf(graded, 'M4')).toBe('passed');
  });

  test('5. what may not be handed in is not gradable: no score, and nothing else is run', async ({ skip }) => {
    if (!proof) skip();
    const { result } = await grade('link-to-a-secret', ['E2']);
    expect(result).toMatchObject({ gradable: false, score: null });
    expect(new Set(result.checks.slice(1).map(({ status }) => status))).toEqual(new Set(['not_run']));
  });
});
