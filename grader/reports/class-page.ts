import { CHECK_IDS, CHECKS } from '../check-list';
import type { Language, Text } from '../text';
import { bar } from './bar';
import { checkRates } from './check-rates';
import { classTable } from './class-table';
import type { ClassRecord } from './class-record';
import { failedCauses } from './failed-causes';
import { formatChange, formatNumber } from './format-number';
import { html } from './markup';
import type { Markup, Part } from './markup';
import { page } from './page';
import { causeText } from './reported-check';
import { scoreChart } from './score-chart';
import { shorten } from './shorten';
import { TEACH_AGAIN } from './teach-again';
import { WORDS } from './words';

/** What the instructor reads: how the class did, what to teach again, each submission, what to look at. */
export function classPage(record: ClassRecord): string {
  const { policy } = record;
  const { language } = policy;
  const title = [policy.assignment, policy.cohort.name].filter((text) => text !== '').join(' · ');
  const body = html`<p class="eyebrow">${WORDS.classReport[language]}</p>
    <h1>${title}</h1>
    ${unsafe(record)} ${tiles(record)} ${changes(record)}
    <h2>${WORDS.scores[language]}</h2>
    <div class="card scroll">${scoreChart(gradesOf(record), policy.passMark, language)}</div>
    ${teachAgain(record)}
    <h2>${WORDS.theClass[language]}</h2>
    ${classTable(record)} ${alike(record)} ${tried(record)} ${skipped(record)}
    <h2>${WORDS.eachCheck[language]}</h2>
    ${rates(record)}
    <footer>${versions(record)}</footer>`;
  return page(title, language, body, 'wide');
}

function gradesOf({ submissions }: ClassRecord): readonly number[] {
  return submissions.flatMap(({ grade }) => (grade === null ? [] : [grade])).sort((a, b) => a - b);
}

function unsafe({ policy, submissions }: ClassRecord): Markup | null {
  const worst = (['none', 'partial'] as const).find((one) =>
    submissions.some(({ result }) => result.isolation === one),
  );
  if (worst === undefined) return null;
  const open = new Set(
    submissions.flatMap(({ details }) =>
      Object.entries(details?.layers ?? {}).flatMap(([name, holds]) => (holds ? [] : [name])),
    ),
  );
  const layers = open.size > 0 && ` ${WORDS.missingLayers[policy.language]}: ${[...open].join(', ')}.`;
  return html`<p class="card warn">${WORDS[worst === 'none' ? 'unsafe' : 'partial'][policy.language]}${layers}</p>`;
}

function tiles(record: ClassRecord): Markup {
  const { policy, submissions } = record;
  const { language } = policy;
  const grades = gradesOf(record);
  const median = ((grades[(grades.length - 1) >> 1] ?? 0) + (grades[grades.length >> 1] ?? 0)) / 2;
  const count = (state: string): number => submissions.filter((one) => one.state === state).length;
  const tile = (value: Part, name: Part): Markup => html`<div class="tile"><b>${value}</b><span>${name}</span></div>`;
  return html`<div class="tiles">
    ${tile(submissions.length, WORDS.submissions[language])}
    ${grades.length > 0 && tile(formatNumber(median, language), WORDS.median[language])}
    ${tile(count('pass'), `${WORDS.passRate[language]} (≥ ${formatNumber(policy.passMark, language)})`)}
    ${tile(count('notGradable'), WORDS.couldNot[language])}
    ${count('pending') > 0 && tile(count('pending'), WORDS.waiting[language])}
  </div>`;
}

function changes({ changes: found, policy: { language } }: ClassRecord): Markup | null {
  if (found.length === 0) return null;
  const show = (grade: number | null): string => (grade === null ? '–' : formatNumber(grade, language));
  const rows = found.map(
    ({ before, now, submission }) =>
      html`<tr>
        <th scope="row"><bdi>${submission}</bdi></th>
        <td class="number">${show(before)}</td>
        <td class="number">${show(now)}</td>
        <td class="number">${before !== null && now !== null && formatChange(now - before, language)}</td>
      </tr>`,
  );
  return html`<h2>${WORDS.changes[language]}</h2>
    ${table([WORDS.submission, WORDS.before, WORDS.now, WORDS.difference], rows, language, 3)}`;
}

function teachAgain({ policy: { language }, submissions }: ClassRecord): Markup | null {
  const causes = failedCauses(submissions);
  if (causes.length === 0) return null;
  const rows = causes.map(({ cause, checks, submissions: count }) => {
    const cell = Object.entries(TEACH_AGAIN).find(([name]) => name === cause)?.[1];
    return html`<tr>
      <th scope="row">${causeText(cause, language)}<br /><span class="soft">${checks.join(', ')}</span></th>
      <td class="number">${count}</td>
      <td>${cell && html`<code>${cell.notebook}</code> → <code>${cell.cell}</code>`}</td>
    </tr>`;
  });
  return html`<h2>${WORDS.teachAgain[language]}</h2>
    <p class="soft">${WORDS.teachAgainHow[language]}</p>
    ${table([WORDS.cause, WORDS.submissions, WORDS.cell], rows, language, 1)}`;
}

function alike({ alike: pairs, policy: { language } }: ClassRecord): Markup {
  const rows = pairs.map(
    ({ identical, left, right, similarity }) =>
      html`<li>
        <bdi>${left}</bdi> — <bdi>${right}</bdi>:
        <strong
          >${identical ? WORDS.identical[language] : `${formatNumber(Math.floor(similarity * 100), language)} % ${WORDS.similar[language]}`}</strong
        >
      </li>`,
  );
  return html`<h2>${WORDS.alike[language]}</h2>
    <p class="soft">${WORDS.alikeHow[language]}</p>
    <div class="card">
      ${
        pairs.length === 0
          ? WORDS.none[language]
          : html`<ul class="plain">
              ${rows}
            </ul>`
      }
    </div>`;
}

function tried({ policy: { language }, submissions }: ClassRecord): Markup | null {
  const items = submissions.flatMap(({ details, name }) =>
    (details?.notices ?? [])
      .filter(({ kind }) => kind === 'attempt')
      .map(
        ({ text }) =>
          html`<li>
            <strong><bdi>${name}</bdi></strong
            >: <bdi>${shorten(text[language])}</bdi>
          </li>`,
      ),
  );
  if (items.length === 0) return null;
  const held = submissions.every(({ result }) => result.isolation === 'strong');
  return html`<h2>${WORDS.tried[language]}</h2>
    <p class="soft">${WORDS[held ? 'triedHow' : 'triedOpen'][language]}</p>
    <div class="card">
      <ul class="plain">
        ${items}
      </ul>
    </div>`;
}

function skipped({ policy: { language }, skipped: found }: ClassRecord): Markup | null {
  if (found.length === 0) return null;
  const items = found.map((text) => html`<li><bdi>${text}</bdi></li>`);
  return html`<h2>${WORDS.skipped[language]}</h2>
    <div class="card">
      <ul class="plain">
        ${items}
      </ul>
    </div>`;
}

function rates({ policy: { language }, submissions }: ClassRecord): Markup {
  const rows = checkRates(submissions).map(({ failed, id, passed }) => {
    const ran = passed + failed;
    const share = ran === 0 ? 0 : (100 * passed) / ran;
    const text = ran === 0 ? '–' : `${formatNumber(Math.round(share), language)} % (${String(passed)}/${String(ran)})`;
    return html`<tr>
      <th scope="row">${id} · ${CHECKS[id].title[language]}</th>
      <td class="number">${text}</td>
      <td>${bar(share, 'rate')}</td>
    </tr>`;
  });
  return html`<p class="soft">${WORDS.passed[language]}, ${WORDS.ofThoseRun[language]}</p>
    <div class="card">
      <table>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}

function table(heads: readonly Text[], rows: readonly Markup[], language: Language, numbers: number) {
  const head = heads.map(
    (text, i) => html`<th scope="col" ${i > 0 && i <= numbers && html` class="number"`}>${text[language]}</th>`,
  );
  return html`<div class="card scroll">
    <table>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function versions({ policy: { language }, seed, submissions }: ClassRecord): Markup {
  const all = [...new Set(submissions.map(({ result }) => result.grader_version))].join(', ');
  const stamps = [...new Set(submissions.map(({ result }) => result.isolation))].map(
    (stamp) => STAMPS[stamp][language],
  );
  return html`<p>
    ${WORDS.grader[language]} ${all} · ${WORDS.seed[language]} ${seed} · ${WORDS.isolation[language]}:
    ${stamps.join(', ')} · ${CHECK_IDS.length} ${WORDS.check[language].toLowerCase()}s
  </p>`;
}

const STAMPS = { strong: WORDS.strong, partial: WORDS.partialShort, none: WORDS.noneShort };
