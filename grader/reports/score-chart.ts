import type { Language } from '../text';
import { html } from './markup';
import type { Markup } from './markup';
import { WORDS } from './words';

const [WIDTH, HEIGHT, BOTTOM, TOP] = [440, 150, 24, 18];

/** How many grades lie in each ten points; those below the pass mark have another colour and stand left of its line. */
export function scoreChart(grades: readonly number[], passMark: number, language: Language): Markup {
  const counts = Array.from({ length: 10 }, (_, bin) => grades.filter((grade) => binOf(grade) === bin).length);
  const words = counts.map((count, bin) => `${label(bin)}: ${String(count)}`).join(', ');
  const x = (passMark / 100) * WIDTH;
  return html`<svg
    class="chart"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-label="${WORDS.scores[language]}. ${words}"
  >
    ${counts.map((count, bin) => column(count, bin, Math.max(1, ...counts), passMark))}
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

function column(count: number, bin: number, most: number, passMark: number): Markup {
  const [left, middle] = [bin * 44 + 4, bin * 44 + 22];
  const height = Math.round((count / most) * (HEIGHT - BOTTOM - TOP));
  const y = HEIGHT - BOTTOM - height;
  const name = (bin + 1) * 10 <= passMark ? 'below' : 'fill';
  return html`<rect class="${name}" x="${left}" y="${y}" width="36" height="${height}" rx="2"></rect>
    <text x="${middle}" y="${HEIGHT - 8}" text-anchor="middle">${label(bin)}</text>
    ${count > 0 && html`<text class="count" x="${middle}" y="${y - 4}" text-anchor="middle">${count}</text>`}`;
}
