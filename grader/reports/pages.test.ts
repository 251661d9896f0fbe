import { parse } from 'parse5';
import { describe, expect, test } from 'vitest';

import type { CheckId } from '../check-list';
import { A_POLICY, aClass, aSubmission, failedEverywhere, LEAK } from '../testing/a-class';
import type { Fault } from '../testing/a-class';
import { HOSTILE } from '../testing/hostile';
import { classPage } from './class-page';
import type { GradedSubmission } from './graded-submission';
import { gradeOf } from './graded-submission';
import { scoreChart } from './score-chart';
import { studentJson } from './student-json';
import { studentPage } from './student-page';

/** All that the page's parser would have to guess about. */
function parseErrors(text: string): string[] {
  const errors: string[] = [];
  parse(text, { onParseError: ({ code, startLine }) => errors.push(`${code} in line ${String(startLine)}`) });
  return errors;
}

/** The tags that a browser would make of the page. */
function tagsOf(text: string): Set<string> {
  return new Set([...text.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag.toLowerCase()));
}

const late = { lateness: { days: 2, penalty: 10, accepted: true }, grade: 55.5 } as const;
const comment = { text: 'Bien\nel README', points: 3, checks: { E2: 'Acá' } };
const parts = [{ name: 'customer_stats', passed: false }];
const ana = aSubmission('ana', { failed: { E2: { ...LEAK, parts } } }, { ...late, comment, state: 'notPass' });

function hostile(text: string, language: 'es' | 'en' = 'es'): GradedSubmission {
  const failure = { ...LEAK.failure!, got: text, expected: text, request: text, explanation: { es: text, en: text } };
  const fault: Fault = { ...LEAK, message: text, failure, parts: [{ name: text, passed: false }] };
  const notices = [{ kind: 'attempt' as const, text: { es: text, en: text } }];
  const said = { text, points: 1, checks: { E1: text } };
  return aSubmission(text, { ...failedEverywhere(fault), notices }, { language, comment: said, members: [text, text] });
}

const everybody = [ana, aSubmission('beto'), ...HOSTILE.map((text) => hostile(text))];
const whole = aClass(everybody, {
  alike: [{ left: HOSTILE[0], right: HOSTILE[1], similarity: 0.9, identical: false }],
  changes: [{ submission: HOSTILE[0], before: 1, now: null }],
  skipped: HOSTILE,
});

describe("a student's page", () => {
  test('1. has the grade and how it came, what failed with its smallest case, and every check', () => {
    const text = studentPage(ana, A_POLICY);
    expect(text).toContain('<b>55,5</b>');
    expect(text).toContain('Entrega tardía (2 días): \u221210');
    expect(text).toContain('Ajuste de quien corrige: +3');
    expect(text).toContain('customer_stats tiene 99.25 a las 12:00:01');
    expect(text).toMatch(/02_historical_join.*naive/);
    expect(text.match(/scope="row"/g)).toHaveLength(25);
  });

  test('2. speaks the language of the student', () => {
    const text = studentPage({ ...ana, language: 'en' }, A_POLICY);
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('<b>55.5</b>');
    expect(text).toContain('What failed, and why');
    expect(text).not.toContain('Esperado');
  });

  test("3. says where the grader still owes a grade, and that it is no zero; never the hidden data's seed", () => {
    const text = studentPage(aSubmission('zoe', { errors: ['E1'] }), A_POLICY);
    expect(text).toContain('Corrección pendiente');
    expect(text).not.toContain('class="bar"');
    expect(studentJson(ana, A_POLICY)).not.toContain('"seed"');
  });

  test.each<[CheckId, CheckId, string | null]>([
    ['S0', 'E1', 'S0'],
    ['K1', 'P1', 'K1'],
    ['E2', 'M8', 'E2'],
    ['E1', 'M2', 'E1'],
    ['N1', 'N1', null],
  ])('3b. where %s failed, %s says what it waits for: %s', (failed, id, waitsFor) => {
    const graded = aSubmission('zoe', { failed: { [failed]: LEAK } });
    const checks = graded.result.checks.map((check) =>
      check.id === id && check.id !== failed ? { ...check, status: 'not_run' as const } : check,
    );
    const of = { ...graded, result: { ...graded.result, checks } };
    const page = studentPage(of, A_POLICY).replaceAll(/\s+/g, ' ');
    if (waitsFor === null) expect(page).not.toContain('espera a');
    else
      expect(page).toMatch(new RegExp(`>${id} · .*?no se corrió</span ?><span class="soft">: espera a ${waitsFor}<`));
    const { checks: told } = JSON.parse(studentJson(of, A_POLICY)) as {
      checks: { id: string; waits_for: string | null }[];
    };
    expect(told.find((check) => check.id === id)?.waits_for).toBe(waitsFor);
  });

  test('4. warns where it was graded without isolation', () => {
    const { result } = ana;
    expect(studentPage({ ...ana, result: { ...result, isolation: 'none' } }, A_POLICY)).toContain('sin aislamiento');
    expect(studentPage(ana, A_POLICY)).not.toContain('aislamiento');
  });
});

describe('whatever students bring', () => {
  test.each(HOSTILE.map((text) => [text]))('5. %j is text in every page', (text) => {
    for (const language of ['es', 'en'] as const) {
      const page = studentPage(hostile(text, language), A_POLICY);
      expect(parseErrors(page)).toEqual([]);
      expect([...tagsOf(page)].filter((tag) => ['script', 'img', 'iframe', 'textarea'].includes(tag))).toEqual([]);
      expect(page).not.toMatch(/ on[a-z]+="/);
    }
  });

  test("6. in the instructor's page too, where names are links", () => {
    const page = classPage(whole);
    expect(parseErrors(page)).toEqual([]);
    expect(tagsOf(page).has('script')).toBe(false);
    const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, link]) => link);
    expect(links).toHaveLength(everybody.length);
    expect(links.filter((link) => !/^\.\.\/[^/?#:&<>"' ]+\/report\.html$/.test(link))).toEqual([]);
  });

  test('7. pages have one style, named by its digest, and nothing that loads, runs or sends', () => {
    for (const page of [studentPage(ana, A_POLICY), classPage(aClass([ana]))]) {
      expect(page).toMatch(
        /content="default-src &#39;none&#39;; style-src &#39;sha256-[A-Za-z0-9+/]{43}=&#39;; base-uri /,
      );
      expect(page).not.toMatch(/<(script|link|iframe|object|img|form)|style=|src=|url\(/);
    }
  });
});

describe("the instructor's page", () => {
  const attempt = { kind: 'attempt', text: { es: 'procesos', en: 'processes' } } as const;

  test('7b. what was tried stayed inside only where the isolation held', () => {
    const tried = aSubmission('eva', { notices: [attempt] });
    expect(classPage(aClass([tried]))).toContain('Nada de esto salió del aislamiento');
    const open = { ...tried, result: { ...tried.result, isolation: 'none' } } as const;
    expect(classPage(aClass([open]))).not.toContain('Nada de esto salió del aislamiento');
    expect(classPage(aClass([open]))).toContain('qué pudo hacer en esta máquina');
  });

  test('7c. the chart’s colours are those of the pass mark, also in the column that it cuts', () => {
    const heights = (grades: readonly number[], passMark: number): Record<string, number> => {
      const chart = scoreChart(grades, passMark, 'es').text;
      const bars = [...chart.matchAll(/<rect class="(\w+)"[^>]* height="(\d+)"/g)];
      return Object.fromEntries(bars.map(([, name, height]) => [name, Number(height)]));
    };
    expect(heights([100, 100], 100)).toEqual({ fill: 108 });
    expect(heights([99.5, 100], 100)).toEqual({ fill: 54, below: 54 });
    expect(heights([60, 64, 66], 65)).toEqual({ fill: 36, below: 72 });
    expect(scoreChart([], 65, 'en').text).toContain('Passed: ≥ 65');
  });

  test('7d. one that came after the last day has another remark than one that was a day late', () => {
    const late = { lateness: { days: 7, penalty: 0, accepted: false }, grade: 0 } as const;
    expect(classPage(aClass([aSubmission('eva', {}, late)]))).toContain('7 días (fuera del último plazo)');
  });
});

describe('a grade', () => {
  const inTime = { days: 0, penalty: 0, accepted: true };

  test('8. is the score less the lateness, with the adjustment, from 0 to 100', () => {
    expect(gradeOf(87.454, { days: 2, penalty: 10, accepted: true }, 0)).toBe(77.45);
    expect(gradeOf(5, { days: 2, penalty: 10, accepted: true }, 0)).toBe(0);
    expect(gradeOf(99, inTime, 5)).toBe(100);
    expect(gradeOf(90, { days: 9, penalty: 0, accepted: false }, 0)).toBe(0);
  });

  test('9. is none where there is no score, whatever else was said', () => {
    expect(gradeOf(null, inTime, 10)).toBeNull();
  });
});
