import { CHECK_IDS, CHECKS, GROUPS, weightOf, type CheckId, type Group } from '../grader/check-list';
import type { Language } from './language';

const WORDS = {
  head: {
    en: ['check', 'what must hold', 'points', 'yours to run'],
    es: ['chequeo', 'qué se tiene que cumplir', 'puntos', 'lo corrés vos'],
  },
  yes: { en: 'yes', es: 'sí' },
  later: { en: 'after you hand in', es: 'después de entregar' },
  groups: {
    gate: { en: 'so that it can be graded at all', es: 'para que se pueda corregir' },
    acceptance: {
      en: 'acceptance: what is served equals what was trained on',
      es: 'aceptación: lo que se sirve es igual a lo que se entrenó',
    },
    definitions: { en: 'definitions and README', es: 'definiciones y README' },
    edges: { en: 'nulls and TTL', es: 'nulos y TTL' },
    rest: { en: 'distinction', es: 'distinción' },
  },
} as const satisfies Record<string, unknown>;

/** The rubric as a Markdown table, from the grader's own list: its checks, weights and words. */
export function rubric(language: Language): string {
  const rows = (Object.keys(GROUPS) as Group[]).flatMap((group) => [
    cells([`**${WORDS.groups[group][language]}**`, '', GROUPS[group] === 0 ? '' : `**${points(GROUPS[group])}**`, '']),
    ...CHECK_IDS.filter((id) => CHECKS[id].group === group).map((id) => checkRow(id, language)),
  ]);
  return [cells(WORDS.head[language]), cells(['---', '---', '---', '---']), ...rows].join('\n');
}

function checkRow(id: CheckId, language: Language): string {
  const { title, public: isPublic } = CHECKS[id];
  return cells([id, title[language], points(weightOf(id)), isPublic ? WORDS.yes[language] : WORDS.later[language]]);
}

/** Two digits are enough to read; the sum of a group is exact. */
function points(weight: number): string {
  return weight === 0 ? '–' : String(Number(weight.toFixed(2)));
}

function cells(texts: readonly string[]): string {
  return `|${texts.map((text) => (text === '' ? ' ' : ` ${text} `)).join('|')}|`;
}
