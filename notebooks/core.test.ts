import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeShape } from '../lib/testing/code-shape';
import { LANGUAGES, readLesson } from './build/read-lesson.mjs';
import type { CodeCell, Language, Lesson } from './build/read-lesson.mjs';

/** The class has 70 minutes; the cores take these, the rest is for talking. */
const MINUTES = [8, 14, 12, 8, 8];

/** Lesson 5 has a part more, between its core and its extras. */
const TOWARDS = { lesson: '05_skew.md', minutes: 10, heading: '## Ten minutes towards the homework' };

/**
 * How long a student takes: 200 words a minute, 3 seconds for a line of code, 10 to run a cell and look, 45 more to fill
 * in a gap. Imports and checks are run, not read.
 */
const WORDS_A_MINUTE = 200;
const LINE = 3 / 60;
const CELL = 10 / 60;
const GAP = 45 / 60;

const folder = join(__dirname, 'src');
const lessons = readdirSync(folder)
  .filter((name) => name !== '00_index.md')
  .sort();

describe.each(lessons.map((name, i) => [name, MINUTES[i]] as const))('the core of %s', (name, minutes) => {
  const lesson = readLesson(readFileSync(join(folder, name), 'utf8'), name);
  const core = coreOf(lesson);

  test(`says that it takes ${String(minutes)} minutes`, () => {
    const more = name === TOWARDS.lesson ? ` + ${String(TOWARDS.minutes)}` : '';
    expect(prose(core, 'es')).toContain(`**Minutos:** ${String(minutes)}${more} ·`);
    expect(prose(core, 'en')).toContain(`**Minutes:** ${String(minutes)}${more} ·`);
  });

  test.each(LANGUAGES)('takes no longer than that: %s', (language) => {
    expect(minutesOf(core, language)).toBeLessThanOrEqual(minutes);
  });

  test('asks to predict before it shows, as often in one language as in the other', () => {
    const [es, en] = [prose(core, 'es').match(/Predecí/g), prose(core, 'en').match(/Predict/g)];
    expect(es?.length).toBeGreaterThanOrEqual(2);
    expect(en).toHaveLength(es?.length ?? 0);
  });
});

describe('the ten minutes towards the homework', () => {
  const lesson = readLesson(readFileSync(join(folder, TOWARDS.lesson), 'utf8'), TOWARDS.lesson);
  const [begin, end] = [TOWARDS.heading, '## Extra'].map((heading) => lesson.findIndex(startsWith(heading)));
  const part = lesson.slice(begin, end);

  test('stand after the core and before the extras', () => {
    expect(begin).toBeGreaterThanOrEqual(coreOf(lesson).length);
    expect(end).toBeGreaterThan(begin);
  });

  test.each(LANGUAGES)('take no longer than that: %s', (language) => {
    expect(minutesOf(part, language)).toBeLessThanOrEqual(TOWARDS.minutes);
  });
});

describe.each(lessons)('the code of %s', (name) => {
  const code = codeOf(readLesson(readFileSync(join(folder, name), 'utf8'), name));

  test('is the same in both languages: only texts and comments differ', () => {
    for (const { text, starter = text } of code) {
      expect(codeShape(text.es)).toEqual(codeShape(text.en));
      expect(codeShape(starter.es)).toEqual(codeShape(starter.en));
    }
  });
});

function startsWith(heading: string): (cell: Lesson[number]) => boolean {
  return (cell) => cell.kind === 'prose' && cell.text.en.startsWith(heading);
}

function minutesOf(cells: Lesson, language: Language): number {
  const code = codeOf(cells);
  const gaps = code.filter(({ starter }) => starter).length;
  const read = code.filter(({ name, tags }) => name !== 'imports' && !tags.includes('check'));
  const lines = read.reduce((total, { text }) => total + text[language].split('\n').length, 0);
  return wordsOf(prose(cells, language)) / WORDS_A_MINUTE + lines * LINE + code.length * CELL + gaps * GAP;
}

/** All before the key points. */
function coreOf(lesson: Lesson): Lesson {
  return lesson.slice(
    0,
    lesson.findIndex((cell) => cell.kind === 'prose' && cell.text.en.includes('## Key points')) + 1,
  );
}

function codeOf(lesson: Lesson): CodeCell[] {
  return lesson.filter((cell): cell is CodeCell => cell.kind === 'code');
}

/** What is read on the way: not what is folded away, and not the key points. */
function prose(core: Lesson, language: Language): string {
  const cells = core.flatMap((cell) => (cell.kind === 'prose' ? [cell.text[language]] : []));
  const [read] = cells.join('\n\n').split(/## (?:Key points|Para llevarte)/);
  return read.replace(/<details>[^]*?<\/details>/g, '');
}

function wordsOf(text: string): number {
  return text.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0;
}
