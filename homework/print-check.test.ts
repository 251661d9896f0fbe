import { expect, test } from 'vitest';
import { CHECK_IDS, weightOf } from '../grader/check-list';
import type { CheckId } from '../grader/check-list';
import type { Graded } from '../grader/details';
import type { CheckStatus } from '../grader/result';
import { aResult } from '../grader/testing/a-result';
import { printCheck } from './print-check';

/** All that `npm run check` can run passed, but for these. */
function graded(but: Partial<Record<CheckId, CheckStatus>>, message = { en: '', es: '' }): Graded {
  const checks = CHECK_IDS.map((id) => {
    const status = but[id] ?? 'passed';
    const weight = weightOf(id);
    const rest = { cause: null, parts: [], failure: null, said: null, cpuSeconds: 0, seconds: 0 };
    return { ...rest, id, status, weight, earned: status === 'passed' ? weight : 0, message };
  });
  return { result: aResult('mine'), details: { checks, notices: [], layers: {}, cpuSeconds: 0, seconds: 0 } };
}

test('1. all there: what this check does not try, and how to hand in', () => {
  expect(printCheck(graded({}), 'en')).toMatch(/\nAll of the public part is there\. .*git add -A, commit, git push\.$/);
});

test('2. a fault of the kit is not the student’s: no advice on their code, and nothing to hand in yet', () => {
  const broken = graded({ D0: 'error', E1: 'not_run' }, { en: "the grader's own fault: no duckdb", es: '' });
  const text = printCheck(broken, 'en');
  expect(text).toMatch(/! D0 .*\n {7}the grader's own fault: no duckdb\n[^ ]/);
  expect(text).toMatch(/\nWhere it says “!” the kit failed, not you: .*npm run doctor/);
  expect(text).not.toContain('git push');
});

test('3. of what failed the first is next, the README last', () => {
  expect(printCheck(graded({ R0: 'failed', K1: 'failed' }), 'en')).toMatch(/\nNext: K1, /);
  expect(printCheck(graded({ R0: 'failed' }), 'es')).toMatch(/\nLo próximo: R0, /);
});
