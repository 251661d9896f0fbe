import { html } from './markup';
import type { Markup } from './markup';

/** A bar of `value` in 0-100, with a line at `mark` where given. It says nothing that its text does not say. */
export function bar(value: number, name: 'bar' | 'rate', mark?: number): Markup {
  const line = mark === undefined ? null : html`<line class="mark" x1="${mark}" x2="${mark}" y1="0" y2="6"></line>`;
  return html`<svg class="${name}" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" width="100" height="6"></rect>
    <rect class="fill" width="${Math.min(100, Math.max(0, value))}" height="6"></rect>
    ${line}
  </svg>`;
}
