import { expect, test } from 'vitest';
import { checkText } from '../exports/check-text';
import { reportedChecks } from '../reports/reported-check';
import { studentPage } from '../reports/student-page';
import { A_POLICY, aSubmission } from '../testing/a-class';
import { parseComments } from './comments';

const read = (text: string) => parseComments(text, 'comments.yaml');

test('1. a text, or more; a name is as it is written, also one of digits', () => {
  const comments = read('ana: Well done.\n00123: { text: Good, points: -3, checks: { E2: See 12:00:01 } }\n12e3: x');
  expect([...comments.keys()]).toEqual(['ana', '00123', '12e3']);
  expect(comments.get('00123')).toEqual({ text: 'Good', points: -3, checks: { E2: 'See 12:00:01' } });
});

test.each([
  ['ana: { checks: { e2: x } }', /line 1: unknown key "ana.checks.e2"\nfix: did you mean E2\?/],
  ['ana: { point: 3 }', /unknown key "ana.point"\nfix: did you mean points\?/],
  ['ana: { points: many }', /points is "many"\nfix: write a number from -100 to 100/],
])('2. %j is refused', (text, message) => {
  expect(() => read(text)).toThrow(message);
});

test('3. what is said of a check is read, whatever became of it', () => {
  const comment = { text: '', points: 0, checks: { E1: 'Bien', M10: 'Mirá M3' } };
  const failed = { M3: { cause: 'stale_overwrite' as const, message: 'x' } };
  const graded = aSubmission('ana', { failed }, { comment });
  expect(studentPage(graded, A_POLICY)).toMatch(/Bien[^]*Mirá M3/);
  const texts = reportedChecks(graded).map((check) => checkText(check, 'es'));
  expect(texts.filter((text) => /Bien|Mirá M3/.test(text))).toHaveLength(2);
});
