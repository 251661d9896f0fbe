import { expect, test } from 'vitest';

import { aResult } from '../testing/a-result';
import { gradeBatch } from './grade-batch';
import type { Grade } from './grade-batch';
import type { Stored, StoredResult } from './stored-result';

const submissions = ['ana', 'beto', 'caro', 'dani'].map((name) => ({
  name,
  folder: `/nowhere/${name}`,
  members: [name],
  digest: name,
  code: [],
}));

const stored = (...given: Parameters<typeof aResult>): Stored => ({ result: aResult(...given), details: null });

const failed = (submission: { name: string }, reason: string): Stored =>
  stored(submission.name, { score: null, checks: [{ id: 'S0', status: 'error', message: reason }] });

async function batch(grade: Grade, options: { jobs?: number; attempts?: number } = {}): Promise<StoredResult[]> {
  const results: StoredResult[] = [];
  await gradeBatch(submissions, {
    grade,
    failed,
    jobs: 2,
    attempts: 3,
    onResult: ({ result }) => results.push(result),
    ...options,
  });
  return results.sort((a, b) => (a.submission < b.submission ? -1 : 1));
}

test('1. each submission has one result', async () => {
  const results = await batch(async ({ name }) => stored(name));
  expect(results.map((result) => result.submission)).toEqual(['ana', 'beto', 'caro', 'dani']);
});

test('2. one that makes the grader throw is an error, never a zero, and the others have their results', async () => {
  const results = await batch(async ({ name }) => {
    if (name === 'beto') throw new Error('the grader fell over');
    return stored(name);
  });
  expect(results.map(({ score }) => score)).toEqual([100, null, 100, 100]);
  expect(results[1].checks[0]).toMatchObject({ status: 'error', message: 'the grader fell over' });
});

test("3. the grader's own fault is tried again, a failed check is not", async () => {
  const tries = new Map<string, number>();
  const results = await batch(async ({ name }) => {
    const nth = (tries.get(name) ?? 0) + 1;
    tries.set(name, nth);
    if (name === 'caro') return stored(name, { score: 10, checks: [{ id: 'E1', status: 'failed' }] });
    return stored(name, { checks: [{ id: 'E1', status: name === 'ana' && nth < 3 ? 'error' : 'passed' }] });
  });
  expect(Object.fromEntries(tries)).toEqual({ ana: 3, beto: 1, caro: 1, dani: 1 });
  expect(results.map(({ checks }) => checks[0].status)).toEqual(['passed', 'passed', 'failed', 'passed']);
});

test('4. no more at once than asked for', async () => {
  let now = 0;
  let most = 0;
  const grade: Grade = async ({ name }) => {
    most = Math.max(most, ++now);
    await new Promise(setImmediate);
    now--;
    return stored(name);
  };
  await batch(grade, { jobs: 3 });
  expect(most).toBe(3);
});
