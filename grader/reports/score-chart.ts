import type { Language } from '../text';
import { formatNumber } from './format-number';
import { html } from './markup';
import type { Markup } from './markup';
import { WORDS } from './words';

const [WIDTH, HEIGHT, BOTTOM, TOP] = [440, 150, 24, 18];

/** How many grades lie in each ten points; those below the pass mark have another colour, below the others where it cuts a column. */
export function scoreChart(grades: readonly number[], passMark: number, language: Language): Markup {
  const bins = Array.from({ length: 10 }, (_, bin) => grades.filter((grade) => binOf(grade) === bin));
  const most = Math.max(1, ...bins.map(({ length }) => length));
  const words = bins.map(({ length }, bin) => `${label(bin)}: ${String(length)}`).join(', ');
  const x = (passMark / 100) * WIDTH;
  return html`<svg
    class="chart"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-label="${WORDS.scores[language]}. ${words}. ${WORDS.pass[language]}: ≥ ${formatNumber(passMark, language)}"
  >
    ${bins.map((found, bin) => column(found, bin, most, passMark))}
    <line class="axis" x1="0" x2="${WIDTH}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM}"></line>
    <line class="mark" x1="${x}" x2="${x}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" stroke-dasharray="3 3"></line>
  </svg>`;
}

/** 100 is among the nineties. */
function binOf(grade: number): number {
  return Math.min(9, Math.floor(grade / 10));
}

function label(bin: number): string {
  return bin === 9 ? '90–100' : `${String(bin * 10)}–${String(bin * 10 + 9)}`;
}

function column(found: readonly number[], bin: number, most: number, passMark: number): Markup {
  const [left, middle] = [bin * 44 + 4, bin * 44 + 22];
  const scale = (count: number): number => Math.round((count / most) * (HEIGHT - BOTTOM - TOP));
  const below = scale(found.filter((grade) => grade < passMark).length);
  const height = scale(found.length);
  const top = HEIGHT - BOTTOM - height;
  const bar = (name: string, y: number, tall: number): Markup | null =>
    tall === 0 ? null : html`<rect class="${name}" x="${left}" y="${y}" width="36" height="${tall}" rx="2"></rect>`;
  return html`${bar('fill', top, height - below)} ${bar('below', HEIGHT - BOTTOM - below, below)}
    <text x="${middle}" y="${HEIGHT - 8}" text-anchor="middle">${label(bin)}</text>
    ${found.length > 0 && html`<text class="count" x="${middle}" y="${top - 4}" text-anchor="middle">${found.length}</text>`}`;
}
