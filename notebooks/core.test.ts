import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, readLesson } from './build/read-lesson.mjs';
import type { CodeCell, Language, Lesson } from './build/read-lesson.mjs';

/** The class has 70 minutes; the cores take these, the rest is for talking. */
const MINUTES = [8, 14, 12, 8, 8];

/** How long a student takes: 200 words a minute, 10 seconds to run a cell and look, 45 more to fill in a gap. */
const WORDS_A_MINUTE = 200;
const CELL = 10 / 60;
const GAP = 45 / 60;

const folder = join(__dirname, 'src');
const lessons = readdirSync(folder)
  .filter((name) => name !== '00_index.md')
  .sort();

describe.each(lessons.map((name, i) => [name, MINUTES[i]] as const))('the core of %s', (name, minutes) => {
  const lesson = readLesson(readFileSync(join(folder, name), 'utf8'), name);
  const core = coreOf(lesson);
  const code = codeOf(core);

  test(`says that it takes ${String(minutes)} minutes`, () => {
    expect(prose(core, 'es')).toContain(`**Minutos:** ${String(minutes)} ·`);
    expect(prose(core, 'en')).toContain(`**Minutes:** ${String(minutes)} ·`);
  });

  test.each(LANGUAGES)('takes no longer than that: %s', (language) => {
    const gaps = code.filter(({ starter }) => starter).length;
    const reading = wordsOf(prose(core, language)) / WORDS_A_MINUTE;
    expect(reading + code.length * CELL + gaps * GAP).toBeLessThanOrEqual(minutes);
  });

  test('asks to predict before it shows, as often in one language as in the other', () => {
    const [es, en] = [prose(core, 'es').match(/Predecí/g), prose(core, 'en').match(/Predict/g)];
    expect(es?.length).toBeGreaterThanOrEqual(2);
    expect(en).toHaveLength(es?.length ?? 0);
  });
});

describe.each(lessons)('the code of %s', (name) => {
  const code = codeOf(readLesson(readFileSync(join(folder, name), 'utf8'), name));

  test('is the same in both languages: only texts and comments differ', () => {
    for (const { text, starter = text } of code) {
      expect(shapeOf(text.es)).toEqual(shapeOf(text.en));
      expect(shapeOf(starter.es)).toEqual(shapeOf(starter.en));
    }
  });
});

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

/** The code as its tree: the kind of each node, and its name or number; of a text only that there is one. */
function shapeOf(code: string): string[] {
  const shape = (node: ts.Node): string[] => {
    const named = ts.isIdentifier(node) || ts.isNumericLiteral(node);
    const children: string[][] = [];
    ts.forEachChild(node, (child) => void children.push(shape(child)));
    return [ts.SyntaxKind[node.kind] + (named ? ` ${node.text}` : ''), ...children.flat()];
  };
  return shape(ts.createSourceFile('cell.ts', code, ts.ScriptTarget.ES2022));
}
