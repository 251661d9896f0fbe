import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckId } from './check-list';
import { makeSubmission } from './corpus/make-submission';
import { WRONG } from './corpus/wrong';
import type { Graded } from './details';
import { gradeSubmission } from './grade-submission';
import type { Box, Command } from './sandbox/box';
import { proveIsolation } from './sandbox/canaries';
import type { Proof } from './sandbox/canaries';
import { LIMITS } from './sandbox/limits';
import { Workplace } from './run/workplace';

// A few submissions of the corpus, few checks of each: all of it is npm run test:grader.

let proof: Proof | undefined;
let place: string;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'featlab-few-'));
  proof = await proveIsolation().catch(() => undefined);
  if (proof) proof = { ...proof, compiled: join(place, 'compiled') };
});
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});

async function grade(name: string, only: readonly CheckId[], on = proof): Promise<Graded> {
  const wrong = WRONG.find((one) => one.name === name);
  const folder = join(place, name);
  if (!existsSync(folder)) makeSubmission(folder, wrong ?? { name, base: 'reference', story: '', fails: [] });
  return gradeSubmission(folder, { seed: 3, only }, on);
}

/** A machine on which something of the grader's own is broken. */
function brokenBy(spoil: (command: Command) => Partial<Command>): Proof | undefined {
  if (!proof) return undefined;
  const { box } = proof;
  const command: Box['command'] = (job, limits) => {
    const whole = box.command(job, limits);
    return { ...whole, ...spoil(whole) };
  };
  return { ...proof, box: { ...box, command } };
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
    expect(failure?.explanation?.en).toMatch(/^the row of \S+ was used in training for a question asked at \S+$/);
    expect(failure?.explanation?.es).toMatch(/^al entrenar se usó la fila de/);
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

  test('4b. ids or label columns that are not there cost the parts of their path, and no view', async ({ skip }) => {
    if (!proof) skip();
    for (const [name, path] of [
      ['answers-without-ids', 'serving'],
      ['labels-without-fraud', 'training'],
    ] as const) {
      const graded = await grade(name, ['E2', 'M1', 'M4']);
      const { earned, parts } = graded.details.checks.find(({ id }) => id === 'E2')!;
      expect(earned, name).toBe(10);
      expect(parts.every((part) => part.passed !== part.name.endsWith(path))).toBe(true);
      expect([statusOf(graded, 'M1'), statusOf(graded, 'M4')], name).toEqual(['passed', 'passed']);
    }
  });

  test('5. what may not be handed in is not gradable: no score, and nothing else is run', async ({ skip }) => {
    if (!proof) skip();
    const { result } = await grade('link-to-a-secret', ['E2']);
    expect(result).toMatchObject({ gradable: false, score: null });
    expect(new Set(result.checks.slice(1).map(({ status }) => status))).toEqual(new Set(['not_run']));
  });

  test.for<[string, (command: Command) => Partial<Command>]>([
    ['the library is missing', ({ third = '' }) => ({ third: third.replaceAll('/kit/dist/lib', '/kit/nothing') })],
    ['a package is missing', ({ third = '' }) => ({ third: third.replaceAll('/kit/node_modules', '/kit/nothing') })],
    [
      'the reader is missing',
      ({ args }) => ({ args: args.map((arg) => arg.replace('/inside/read', '/inside/nothing')) }),
    ],
  ])('6. a broken kit is the grader’s own fault, never the student’s: %s', async ([what, spoil], { skip }) => {
    if (!proof) skip();
    const graded = await grade('right by featlab', ['D0', 'E1'], brokenBy(spoil));
    expect(statusOf(graded, 'D0')).toBe('error');
    const { message } = graded.result.checks.find(({ id }) => id === 'D0')!;
    expect(message, what).toMatch(/the kit is broken: .*\nfix: /);
    expect(graded.result.checks.filter(({ status }) => status === 'failed')).toEqual([]);
  });

  test('7. so is a sandbox that cannot be made, and one that cannot be started', async ({ skip }) => {
    if (!proof) skip();
    const unmade = await grade(
      'right by featlab',
      ['E1'],
      brokenBy(() => ({ third: '--ro-bind\0/not-there\0/x\0' })),
    );
    expect(statusOf(unmade, 'S0')).toBe('error');
    expect(unmade.result).toMatchObject({ gradable: true, score: null });
    const unstarted = await grade(
      'right by featlab',
      ['E1'],
      brokenBy(() => ({ file: '/not-there' })),
    );
    expect(unstarted.result.checks[0].message).toMatch(/the sandbox could not be started/);
  });

  test('8. who keeps the processors busy with many processes gains no time by waiting for them', async ({ skip }) => {
    if (!proof) return skip();
    const busy = 'for (;;);';
    const script = `for (let i = 0; i < 9; i++) require('child_process').spawn(process.execPath, ['-e', '${busy}']); ${busy}`;
    const workplace = new Workplace(proof.box);
    try {
      const job = { args: ['-e', script], cwd: '/tmp', env: {}, mounts: [] };
      const { cpuSeconds, stopped } = await workplace.start(job, { ...LIMITS, seconds: 1 }).ended;
      expect(stopped).toBe('time');
      expect(cpuSeconds).toBeLessThan(5);
    } finally {
      workplace.remove();
    }
  });

  test('8b. logs on stderr are free; a flood of them ends with the time, and its end alone is kept', async ({
    skip,
  }) => {
    if (!proof) return skip();
    const workplace = new Workplace(proof.box);
    const log = (condition: string): string =>
      `const line = 'x'.repeat(9999); for (let i = 0; ${condition}; i++) console.error(i, line); console.error('done');`;
    const run = (script: string, seconds: number) =>
      workplace.start({ args: ['-e', script], cwd: '/tmp', env: {}, mounts: [] }, { ...LIMITS, seconds }).ended;
    try {
      const much = await run(log('i < 2000'), LIMITS.seconds);
      expect(much).toMatchObject({ code: 0, stopped: undefined });
      expect(much.stderr).toMatch(/x\ndone\n$/);
      const flood = await run(log('true'), 1);
      expect(flood.stopped).toBe('time');
      expect(flood.stderr.length).toBeLessThanOrEqual(20_000);
    } finally {
      workplace.remove();
    }
  });

  test('9. of definitions, all that is wrong is named at once', async ({ skip }) => {
    if (!proof) skip();
    const change = { 'features.ts': [["ttl: '7d'", "ttl: '8d'"] as const, ["ttl: '30d'", "ttl: '3d'"] as const] };
    makeSubmission(join(place, 'two TTLs'), { name: 'two TTLs', base: 'reference', story: '', fails: ['D0'], change });
    const { result } = await grade('two TTLs', ['D0']);
    const { message } = result.checks.find(({ id }) => id === 'D0')!;
    expect(message).toContain('customer_stats: its ttl is 8d; merchant_stats: its ttl is 3d');
  });
});
