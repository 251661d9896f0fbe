import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';

import { gradeClass } from '../batch/grade-class';
import { QUIET, tinyClass } from '../testing/tiny-class';
import { main } from './main';

/** What the command answers and says. */
async function run(...args: readonly string[]) {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const stream = (given: PassThrough) => given as unknown as NodeJS.WriteStream;
  const code = await main(args, { out: stream(out), err: stream(err), signal: new AbortController().signal });
  const text = (given: PassThrough): string => (given.read() as Buffer | null)?.toString() ?? '';
  return { code, out: text(out), err: text(err) };
}

describe('what the instructor can mend is said in two lines, and is exit code 1', () => {
  const { out, submissions } = tinyClass(['ana']);
  const file = join(submissions, '..', 'policy.yaml');
  writeFileSync(file, 'pass_mrk: 60');
  mkdirSync(out);

  test.each([
    [[], /--out/],
    [[submissions], /--out/],
    [[submissions, '--out', out, '--sed', '3'], /--sed/],
    [[submissions, '--out', out, '--seed', 'x'], /whole number/],
    [['/nowhere/at/all', '--out', out], /cannot be read/],
    [[submissions, '--out', out, '--policy', file], /policy.yaml line 1: unknown key "pass_mrk"/],
    [[submissions, '--out', out, '--policy', '/nowhere.yaml'], /policy \/nowhere.yaml cannot be read/],
    [['report', out], /holds no grading/],
    [['publish', out, '--to', `${out}-published`], /holds no grading/],
    [['delete', out, '--yes'], /holds no grading/],
    [['fetch', '/nowhere.csv', '--to', `${out}-to`], /roster \/nowhere.csv cannot be read/],
  ])('1. %j', async (args, problem) => {
    const { code, err } = await run(...args);
    expect(code).toBe(1);
    expect(err).toMatch(problem);
    expect(err).toMatch(/^[^\n]+\nfix: [^\n]+\n$/);
  });
});

test('1b. explain runs what ran: not under another policy than the result has', async () => {
  const { out, submissions } = tinyClass(['ana']);
  const policy = join(submissions, '..', 'policy.yaml');
  writeFileSync(policy, '');
  await gradeClass({ ...QUIET, submissions, out, policy });
  writeFileSync(policy, 'cohort: { ttl: { customer_stats: 5d } }');
  const { code, err } = await run('explain', out, 'ana', 'E2');
  expect([code, err]).toEqual([
    1,
    "the policy's weights or TTLs have changed since it was graded\nfix: grade it again, then explain\n",
  ]);
});

test('2. help names every command, and the guide', async () => {
  const { code, out } = await run('--help');
  expect(code).toBe(0);
  for (const name of ['fetch', 'report', 'publish', 'delete', 'grader/README.md']) expect(out).toContain(name);
});
