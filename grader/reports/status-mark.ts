import type { CheckStatus } from '../result';
import type { Language } from '../text';
import { html } from './markup';
import type { Markup } from './markup';
import { WORDS } from './words';

const MARKS: Readonly<Record<CheckStatus, string>> = { passed: '✓', failed: '✗', not_run: '–', error: '!' };

/** The mark with its word: colour is never the only signal. */
export function statusWithWord(status: CheckStatus, language: Language): Markup {
  return html`<span class="${status} nowrap">${MARKS[status]} ${WORDS[status][language]}</span>`;
}

/** The mark alone, its word as a tip. */
export function statusMark(status: CheckStatus, language: Language): Markup {
  return html`<span class="${status}" title="${WORDS[status][language]}">${MARKS[status]}</span>`;
}
