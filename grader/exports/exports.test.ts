import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';

import { CHECK_IDS } from '../check-list';
import { plainStudent } from '../roster/roster';
import { A_POLICY, aClass, aSubmission, LEAK } from '../testing/a-class';
import { HOSTILE } from '../testing/hostile';
import { classCsv } from './class-csv';
import { classJson } from './class-json';
import { classroom50Result } from './classroom50';
import { toCsv } from './csv';
import { moodleCsv } from './gradebooks';
import { gradescopeResults } from './gradescope';
import { junitXml } from './junit';

const AT = '2026-12-02T10:00:00.000Z';
const failing = aSubmission('ana', { failed: { E2: LEAK, N1: { cause: 'null_handling', message: '0 for null' } } });
const fetched = { source: 'git@example.org:ana/fraud.git', commit: 'a1b2', submitted_at: AT, language: null };

/** One for each hostile text: as its name, in its messages, in its smallest case. */
const hostile = HOSTILE.map((text) =>
  aSubmission(text, {
    failed: { E1: { cause: 'served_differs', message: text, failure: { ...LEAK.failure!, got: text, request: text } } },
  }),
);

describe('CSV', () => {
  const rows = (csv: string): string[][] => parse(csv);

  test('1. a spreadsheet finds no formula in it, and a reader of CSV each text whole', () => {
    const csv = toCsv(
      ['text'],
      HOSTILE.map((text) => [text]),
    );
    const cells = rows(csv).slice(1).flat();
    for (const [i, cell] of cells.entries()) {
      expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      expect(cell.replace(/^'(?=[=+\-@\t])/, '')).toBe(Buffer.from(HOSTILE[i] ?? '').toString());
    }
  });

  test('2. a row for each submission, a column for each check', () => {
    const [head, first, second] = rows(classCsv(aClass([failing, aSubmission('beto')])));
    expect(head).toEqual(expect.arrayContaining(['submission', 'grade', 'score', ...CHECK_IDS]));
    const cell = (row: string[] | undefined, name: string) => row?.[head.indexOf(name)];
    expect([cell(first, 'submission'), cell(first, 'E2'), cell(first, 'E1')]).toEqual(['ana', 'failed', 'passed']);
    expect([cell(second, 'submission'), cell(second, 'grade')]).toEqual(['beto', '100']);
  });
});

test('3. JSON of the class: grades, rates, causes', () => {
  const json = JSON.parse(classJson(aClass([failing, aSubmission('beto')])));
  expect(json.submissions).toMatchObject([{ grade: 75 }, { grade: 100 }]);
  expect(json.check_rates[4]).toEqual({ id: 'E2', passed: 1, failed: 1 });
  expect(json.failed_causes[0]).toEqual({ cause: 'future_leak', submissions: 1, checks: ['E2'] });
});

describe('Gradescope', () => {
  test('4. has a score, an output and a test for each check, by its schema', () => {
    const { output, output_format, score, tests, visibility } = JSON.parse(gradescopeResults(failing)!);
    expect([score, output_format, visibility]).toEqual([75, 'text', 'visible']);
    expect(output).toBe('Aprobado');
    expect(tests).toHaveLength(CHECK_IDS.length);
    expect(tests[4]).toMatchObject({ score: 0, max_score: 20, status: 'failed', number: 'E2', visibility: 'visible' });
    expect(tests[4].output).toContain('avg_purchase: Esperado 12.5, Obtenido 99.25');
  });

  test('4b. says how the score came about, and what it is worth without isolation', () => {
    const late = { lateness: { days: 7, penalty: 0, accepted: false }, grade: 0, state: 'notPass' } as const;
    const comment = { text: 'Hablamos', points: 3, checks: {} };
    const { output } = JSON.parse(gradescopeResults(aSubmission('ana', {}, { ...late, comment }))!);
    expect(output).toBe(
      'Todavía no aprobado\n\nPuntaje: 100\nEntrega tardía (7 días): fuera del último plazo\nAjuste de quien corrige: +3\n\nHablamos',
    );
    const unsafe = aSubmission('ana', {}, { result: { ...failing.result, isolation: 'none' } });
    expect(JSON.parse(gradescopeResults(unsafe)!).output).toContain('sin aislamiento');
    expect(junitXml([unsafe], AT)).toMatch(/<system-out>Se corrigió sin aislamiento/);
    const entries = [{ student: plainStudent('ana'), graded: aSubmission('ana', {}, { ...late, comment }) }];
    expect(moodleCsv(entries, 'H')).toContain('Entrega tardía (7 días): fuera del último plazo. Ajuste');
  });

  test("4c. a policy's weights that sum to something else are points of 100 all the same", () => {
    const checks = failing.result.checks.map((check) => ({ ...check, weight: check.weight === 20 ? 20 : 0 }));
    const half = { ...failing, details: null, result: { ...failing.result, checks } };
    const { tests } = JSON.parse(gradescopeResults(half)!) as { tests: { max_score: number; score: number }[] };
    expect(tests.reduce((sum, one) => sum + one.max_score, 0)).toBeCloseTo(100, 9);
    expect(tests.reduce((sum, one) => sum + one.score, 0)).toBeCloseTo(200 / 3, 9);
  });

  test("5. what is not graded yet by the grader's own fault has none: it is never a zero", () => {
    expect(gradescopeResults(aSubmission('ana', { errors: ['E1'] }))).toBeUndefined();
    expect(classroom50Result(aSubmission('ana', { errors: ['E1'] }), A_POLICY, AT)).toBeUndefined();
  });
});

test('6. Classroom 50: whole numbers that sum to the score, times in UTC', () => {
  const result = JSON.parse(classroom50Result({ ...failing, fetched }, A_POLICY, AT)!);
  expect(result).toMatchObject({
    schema: 'classroom50/result/v1',
    owner: 'ana',
    assignment_type: 'individual',
    submission: 'a1b2',
    commit: 'git@example.org:ana/fraud.git#a1b2',
    datetime: '2026-12-02T10:00:00Z',
  });
  const tests = result.tests as readonly Record<string, number>[];
  const sum = (name: string): number => tests.reduce((total, one) => total + one[name], 0);
  expect([result.score, result['max-score']]).toEqual([sum('score'), sum('max-score')]);
  expect(tests.every(({ score }) => Number.isInteger(score))).toBe(true);
});

test('7. JUnit XML is valid, hostile texts and all', async () => {
  const schema = readFileSync(join(__dirname, 'ant-junit.xsd'), 'utf8');
  const notRun = aSubmission('leo', { failed: { S0: { cause: 'missing_entry_point', message: 'no serve.ts' } } });
  const xml = junitXml([failing, notRun, aSubmission('zoe', { errors: ['E1'] }), ...hostile], AT);
  const { errors } = await validateXML({ xml: [{ fileName: 'junit.xml', contents: xml }], schema: [schema] });
  expect(errors).toEqual([]);
  expect(xml).toMatch(/tests="25" failures="2" errors="0"/);
});
