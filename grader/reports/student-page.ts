import type { Group } from '../check-list';
import type { Policy } from '../policy/policy';
import type { Language, Text } from '../text';
import { bar } from './bar';
import { formatNumber } from './format-number';
import { gradeLines, isolationText } from './grade-lines';
import type { GradedSubmission, State } from './graded-submission';
import { html } from './markup';
import type { Markup } from './markup';
import { page } from './page';
import { reportedChecks } from './reported-check';
import type { ReportedCheck } from './reported-check';
import { shorten } from './shorten';
import { statusWithWord } from './status-mark';
import { WORDS } from './words';

/** What one student (or pair) reads: the grade, what failed with its smallest case, every check. */
export function studentPage(graded: GradedSubmission, policy: Policy): string {
  const { language } = graded;
  const say = (text: Text): string => text[language];
  const checks = reportedChecks(graded);
  const failed = checks.filter((check) => check.status === 'failed').sort((a, b) => lost(b) - lost(a));
  const title = `${policy.assignment}: ${graded.name}`;
  const body = html`<p class="eyebrow">${say(WORDS.report)} · ${policy.assignment}</p>
    <h1><bdi>${graded.name}</bdi></h1>
    ${total(graded, policy)} ${isolation(graded)} ${commentOf(graded)}
    ${
      failed.length > 0 &&
      html`<h2>${say(WORDS.whatFailed)}</h2>
        ${failed.map((check) => failure(check, language))}`
    }
    ${checks.every(({ status }) => status === 'passed') && html`<p class="card good">${say(WORDS.allPassed)}</p>`}
    <h2>${say(WORDS.allChecks)}</h2>
    ${table(checks, language)} ${notices(graded)}
    <footer>
      <p>${say(WORDS.appeal)}</p>
      <p>${say(WORDS.grader)} ${graded.result.grader_version} · ${graded.result.digest.slice(0, 16)}</p>
    </footer>`;
  return page(title, language, body);
}

const PILLS: Readonly<Record<State, 'good' | 'bad' | 'warn'>> = {
  pass: 'good',
  notPass: 'bad',
  notGradable: 'warn',
  pending: 'warn',
};

function total(graded: GradedSubmission, policy: Policy): Markup {
  const { grade, language, state } = graded;
  const pill = html`<span class="pill ${PILLS[state]}">${WORDS[state][language]}</span>`;
  if (grade === null) {
    const help = state === 'notGradable' ? WORDS.notGradableHelp : WORDS.pendingHelp;
    return html`<div class="card">
      <div class="total">${pill}</div>
      <p>${help[language]}</p>
    </div>`;
  }
  const of = html`<span class="soft">${WORDS.of[language]} 100</span>`;
  return html`<div class="card">
    <div class="total"><b>${formatNumber(grade, language)}</b>${of}${pill}</div>
    ${bar(grade, 'bar', policy.passMark)} ${sum(graded)}
  </div>`;
}

function sum(graded: GradedSubmission): Markup | null {
  const lines = gradeLines(graded);
  if (lines.length === 0) return null;
  return html`<ul class="lines soft">
    ${lines.map((line) => html`<li>${line}</li>`)}
  </ul>`;
}

function isolation(graded: GradedSubmission): Markup | null {
  const text = isolationText(graded);
  return text === null ? null : html`<p class="card warn">${text}</p>`;
}

function commentOf({ comment, language }: GradedSubmission): Markup | null {
  if (!comment?.text) return null;
  return html`<h2>${WORDS.comment[language]}</h2>
    <div class="card"><p class="prose">${comment.text}</p></div>`;
}

function lost(check: ReportedCheck): number {
  return check.weight - check.earned;
}

function pointsOf(check: ReportedCheck, language: Language): string {
  if (check.weight === 0) return '–';
  return `${formatNumber(check.earned, language)} / ${formatNumber(check.weight, language)}`;
}

function failure(check: ReportedCheck, language: Language): Markup {
  const { readAgain } = check;
  return html`<section class="card bad">
    <div class="head">
      <h3>${check.id} · ${check.title}</h3>
      ${check.weight > 0 && html`<span class="points">${pointsOf(check, language)} ${WORDS.points[language].toLowerCase()}</span>`}
    </div>
    <p class="cause">${check.causeText}</p>
    ${check.message && html`<p class="prose"><bdi>${shorten(check.message)}</bdi></p>`} ${smallestCase(check, language)}
    ${partsOf(check, language)}
    <p><strong>${WORDS.tryNext[language]}:</strong> ${check.help}</p>
    ${readAgain && html`<p class="soft">${WORDS.readAgain[language]}: <code>${readAgain.notebook}</code> → <code>${readAgain.cell}</code></p>`}
    ${check.comment && html`<p class="prose"><strong>${WORDS.comment[language]}:</strong> ${check.comment}</p>`}
  </section>`;
}

function smallestCase({ failure: found }: ReportedCheck, language: Language): Markup | null {
  if (found === null) return null;
  const { at, expected, explanation, field, got, path, request } = found;
  const line = (word: Text, value: string): Markup =>
    html`<dt>${word[language]}</dt>
      <dd class="code"><bdi>${shorten(value, 200)}</bdi></dd>`;
  const [one, other] = path === 'both' ? [WORDS.trained, WORDS.served] : [WORDS.expected, WORDS.got];
  const lines = [line(WORDS.asked, request), line(WORDS.at, at), line(WORDS.field, field)];
  return html`<div class="case">
    <p>${WORDS.smallestCase[language]}</p>
    <dl>
      ${lines}
      <dt>${WORDS.path[language]}</dt>
      <dd>${WORDS[path][language]}</dd>
      ${line(one, expected)}${line(other, got)}
      ${
        explanation &&
        html`<dt>${WORDS.why[language]}</dt>
          <dd><bdi>${shorten(explanation[language])}</bdi></dd>`
      }
    </dl>
  </div>`;
}

function partsOf({ parts }: ReportedCheck, language: Language): Markup | null {
  if (parts.length === 0) return null;
  const marks = parts.map((part, i) => [
    i > 0 ? ' · ' : null,
    html`<span class="part ${part.passed ? 'passed' : 'failed'}"
      >${part.passed ? '✓' : '✗'} ${partName(part.name, language)}</span
    >`,
  ]);
  return html`<p><strong>${WORDS.parts[language]}:</strong> ${marks}</p>`;
}

/** `customer_stats training`, in the student's language. */
function partName(name: string, language: Language): string {
  return name.replace(/\b(training|serving)$/, (path) => WORDS[path === 'training' ? 'training' : 'serving'][language]);
}

const GROUP_ORDER: readonly Group[] = ['gate', 'acceptance', 'definitions', 'edges', 'rest'];

function table(checks: readonly ReportedCheck[], language: Language): Markup {
  const groups = GROUP_ORDER.map((group) => ({ group, members: checks.filter((check) => check.group === group) }));
  return html`<div class="card">
    <table>
      <thead>
        <tr>
          <th scope="col">${WORDS.check[language]}</th>
          <th scope="col">${WORDS.result[language]}</th>
          <th scope="col" class="number">${WORDS.points[language]}</th>
        </tr>
      </thead>
      ${groups.filter(({ members }) => members.length > 0).map(({ group, members }) => rows(group, members, language))}
    </table>
  </div>`;
}

function rows(group: Group, members: readonly ReportedCheck[], language: Language): Markup {
  return html`<tbody>
    <tr class="group">
      <th colspan="3" scope="rowgroup">${WORDS[group][language]}</th>
    </tr>
    ${members.map(
      (check) =>
        html`<tr>
          <th scope="row">${check.id} · ${check.title}</th>
          <td>
            ${statusWithWord(check.status, language)}${check.waitsFor && html`<span class="soft">: ${WORDS.waitsFor[language]} ${check.waitsFor}</span>`}
            ${check.status !== 'failed' && check.comment && html`<p class="prose">${check.comment}</p>`}
          </td>
          <td class="number">${pointsOf(check, language)}</td>
        </tr> `,
    )}
  </tbody> `;
}

function notices({ details, language }: GradedSubmission): Markup | null {
  const seen = details?.notices ?? [];
  if (seen.length === 0) return null;
  const items = seen.map(({ text }) => html`<li><bdi>${shorten(text[language])}</bdi></li>`);
  return html`<h2>${WORDS.seen[language]}</h2>
    <div class="card">
      <ul class="plain">
        ${items}
      </ul>
    </div>`;
}
