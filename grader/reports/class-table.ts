import { CHECK_IDS } from '../check-list';
import { STUDENT_PAGE } from '../batch/out-files';
import type { Language } from '../text';
import type { ClassRecord } from './class-record';
import { formatNumber } from './format-number';
import type { GradedSubmission } from './graded-submission';
import { html, linkBeside } from './markup';
import type { Markup } from './markup';
import { statusMark } from './status-mark';
import { WORDS } from './words';

/** A row for each submission, a mark for each check; the name leads to the student's own report. */
export function classTable({ policy, submissions }: ClassRecord): Markup {
  const { language } = policy;
  const heads = CHECK_IDS.map((id) => html`<th scope="col" class="mark-cell">${id}</th>`);
  return html`<div class="card scroll">
    <table class="strip">
      <thead>
        <tr>
          <th scope="col">${WORDS.submission[language]}</th>
          <th scope="col" class="number">${WORDS.grade[language]}</th>
          <th scope="col"></th>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${submissions.map((one) => row(one, language))}
      </tbody>
    </table>
  </div>`;
}

function row(graded: GradedSubmission, language: Language): Markup {
  const { grade, members, name, result } = graded;
  const others = members.filter((member) => member !== name);
  const marks = CHECK_IDS.map((id) => {
    const status = result.checks.find((check) => check.id === id)?.status ?? 'not_run';
    return html`<td class="mark-cell">${statusMark(status, language)}</td>`;
  });
  return html`<tr>
    <th scope="row">
      <a href="${linkBeside(name, STUDENT_PAGE)}"><bdi>${name}</bdi></a
      >${others.map((other) => html` + <bdi>${other}</bdi>`)}
    </th>
    <td class="number">${grade === null ? '–' : formatNumber(grade, language)}</td>
    <td class="nowrap soft">${remark(graded, language)}</td>
    ${marks}
  </tr> `;
}

/** What the grade alone does not say. */
function remark({ lateness, state }: GradedSubmission, language: Language): string {
  const days = lateness.days ?? 0;
  const tooLate = lateness.accepted ? '' : ` (${WORDS.notAccepted[language]})`;
  const late =
    days === 0
      ? []
      : [`${WORDS.late[language]}: ${String(days)} ${WORDS[days === 1 ? 'day' : 'days'][language]}${tooLate}`];
  const unknown = lateness.days === null ? [WORDS.unknownTime[language]] : [];
  return [...(state === 'pass' || state === 'notPass' ? [] : [WORDS[state][language]]), ...late, ...unknown].join('; ');
}
