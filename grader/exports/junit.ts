import type { CheckStatus } from '../result';
import { isolationText } from '../reports/grade-lines';
import type { GradedSubmission } from '../reports/graded-submission';
import { html } from '../reports/markup';
import type { Markup } from '../reports/markup';
import { reportedChecks } from '../reports/reported-check';
import type { ReportedCheck } from '../reports/reported-check';
import type { Language } from '../text';
import { checkText } from './check-text';

/**
 * JUnit XML in the form of Ant's report, the strictest of those in use: a suite for each submission, a case for each
 * check.
 * @param gradedAt ISO
 */
export function junitXml(submissions: readonly GradedSubmission[], gradedAt: string): string {
  const timestamp = new Date(gradedAt).toISOString().slice(0, 19);
  return html`<?xml version="1.0" encoding="UTF-8"?>
    <testsuites>${submissions.map((one, i) => suite(one, i, timestamp))}</testsuites>`.text;
}

function suite(graded: GradedSubmission, id: number, timestamp: string): Markup {
  const checks = reportedChecks(graded);
  const seconds = new Map<string, number>(graded.details?.checks.map((check) => [check.id, check.seconds]));
  const cases = checks.map((check) => testCase(check, graded.name, seconds.get(check.id) ?? 0, graded.language));
  const count = (wanted: CheckStatus): number => checks.filter(({ status }) => status === wanted).length;
  const numbers = html`tests="${checks.length}" failures="${count('failed')}" errors="${count('error')}"`;
  const place = html`package="featlab" id="${id}" hostname="localhost" timestamp="${timestamp}"`;
  return html`
    <testsuite
      name="${graded.name}"
      ${place}
      ${numbers}
      skipped="${count('not_run')}"
      time="${(graded.details?.seconds ?? 0).toFixed(3)}"
    >
      <properties></properties>
      ${cases}
      <system-out>${isolationText(graded)}</system-out><system-err></system-err>
    </testsuite>
  `;
}

function testCase(check: ReportedCheck, suite: string, seconds: number, language: Language): Markup {
  const head = html`name="${check.id} · ${check.title}" classname="${suite}" time="${seconds.toFixed(3)}"`;
  return html`<testcase ${head}>${outcome(check, checkText(check, language))}</testcase> `;
}

function outcome({ cause, causeText, status }: ReportedCheck, text: string): Markup | null {
  if (status === 'passed') return null;
  if (status === 'not_run') return html`<skipped></skipped>`;
  const name = status === 'failed' ? html`failure` : html`error`;
  return html`<${name} type="${cause ?? status}" message="${causeText ?? text}">${text}</${name}>`;
}
