import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLesson, STATES } from './build/read-lesson.mjs';
import type { CodeCell, Lesson } from './build/read-lesson.mjs';
import { toNotebook } from './build/to-notebook.mjs';

const folder = __dirname;
/** The index, without code, is none. */
const lessons = readdirSync(join(folder, 'src'))
  .filter((name) => name !== '00_index.md')
  .sort();

const FENCE = '```';
const LESSON = `::: es
Hola.
::: en
Hello.
:::

${FENCE}ts greet check
console.log('{{hola | hello}}', '{{lang}}');
${FENCE}
`;

describe('a lesson', () => {
  test('is prose in two languages, and code that may say a word in each', () => {
    expect(readLesson(LESSON, 'a.md')).toEqual([
      { kind: 'prose', text: { es: 'Hola.', en: 'Hello.' } },
      {
        kind: 'code',
        name: 'greet',
        tags: ['check'],
        text: { es: "console.log('hola', 'es');", en: "console.log('hello', 'en');" },
      },
    ]);
  });

  test('becomes a notebook without outputs, whose cells keep their ids', () => {
    const notebook = JSON.parse(toNotebook(readLesson(LESSON, 'a.md'), 'en', 'starter')) as Record<string, unknown>;
    expect(notebook).toMatchObject({
      cells: [
        { cell_type: 'markdown', id: 'text-greet', source: ['Hello.'] },
        { cell_type: 'code', id: 'greet', metadata: { tags: ['check'] }, outputs: [], execution_count: null },
      ],
      metadata: { kernelspec: { name: 'tslab' } },
      nbformat: 4,
    });
  });

  test('may have a gap: what the student finds, and what belongs there', () => {
    const lesson = readLesson(
      `${FENCE}ts sum\nconst sum =\n<<<\n  0; // {{tu código | your code}}\n===\n  1 + 1;\n>>>\n${FENCE}\n`,
      'a.md',
    );
    const sources = STATES.map((state) => {
      const { cells } = JSON.parse(toNotebook(lesson, 'es', state)) as { cells: { source: string[] }[] };
      return cells[0].source.join('');
    });
    expect(sources).toEqual(['const sum =\n  0; // tu código', 'const sum =\n  1 + 1;']);
  });

  test.each([
    ['a gap without a solution', `${FENCE}ts sum\n<<<\n0;\n>>>\n${FENCE}\n`, 'a.md:1: its gap is not whole'],
    ['prose in one language', '::: es\nHola.\n:::\n', 'a.md:3: "::: en" is missing'],
    ['prose without an end', '::: es\nHola.\n::: en\nHello.\n', 'a.md:3: the prose has no end'],
    ['text outside of a cell', 'Hola.\n', 'a.md:1: "Hola." stands outside of any cell'],
    ['an unknown tag', `${FENCE}ts greet chek\n1\n${FENCE}\n`, 'a.md:1: "chek" is no tag'],
    ['a name that is there twice', LESSON + LESSON, 'a.md:16: "greet" cannot be the cell\'s name'],
    ['a variant in one language', `${FENCE}ts greet\n'{{hola}}'\n${FENCE}\n`, 'a.md:1: {{hola}} has not one text'],
  ])('with %s is refused, with the line', (_, text, message) => {
    expect(() => readLesson(text, 'a.md')).toThrow(message);
  });
});

describe.each(lessons)('%s', (name) => {
  const lesson = readLesson(readFileSync(join(folder, 'src', name), 'utf8'), name);
  const code = codeOf(lesson);

  test('ends with the sentinel', () => {
    expect(code.at(-1)?.tags).toEqual(['sentinel']);
    expect(code.at(-1)?.text.en).toContain("console.log('featlab:done');");
  });

  test('has imports in a cell of their own, the first', () => {
    const importing = code.filter(({ text }) => /^import /m.test(text.en)).map((cell) => cell.name);
    expect(importing).toEqual(['imports']);
    expect(code[0].text.en.split('\n').filter((line) => !line.startsWith('import '))).toEqual([]);
  });

  test('has cells of at most 15 lines, none wider than a page', () => {
    const lines = code
      .flatMap(({ text, starter = text }) => [text.es, text.en, starter.es, starter.en])
      .map((text) => text.split('\n'));
    expect(Math.max(...lines.map((cell) => cell.length))).toBeLessThanOrEqual(15);
    expect(Math.max(...lines.flat().map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test('has a core of at most 12 code cells; what stands after the key points is extra', () => {
    const core = codeOf(lesson.slice(0, keyPointsOf(lesson)));
    expect(core.length).toBeGreaterThan(0);
    expect(core.length).toBeLessThanOrEqual(12);
  });

  test('has at most 3 gaps in its core, each with a check that stands right after it', () => {
    const gaps = code.filter((cell) => cell.starter);
    const checks = code.filter(({ tags }) => tags.includes('gap'));
    expect(checks.map((check) => code[code.indexOf(check) - 1])).toEqual(gaps);
    expect(checks.filter(({ tags }) => !tags.includes('check'))).toEqual([]);
    expect(codeOf(lesson.slice(0, keyPointsOf(lesson))).filter((cell) => cell.starter).length).toBeLessThanOrEqual(3);
    for (const { starter } of gaps) {
      expect(starter?.es).toContain('// tu código');
      expect(starter?.en).toContain('// your code');
    }
  });

  test('opens with a question and closes with three to recall, in both languages', () => {
    const prose = lesson.flatMap((cell) => (cell.kind === 'prose' ? [cell.text] : []));
    expect(prose[0].es).toMatch(
      /\*\*La pregunta\.\*\*[^]*\*\*Al terminar vas a poder\*\*[^]*\*\*Minutos:\*\*[^]*\*\*Necesitás:\*\*/,
    );
    expect(prose[0].en).toMatch(
      /\*\*The question\.\*\*[^]*\*\*What you'll be able to do\*\*[^]*\*\*Minutes:\*\*[^]*\*\*You need:\*\*/,
    );
    const text = (language: 'es' | 'en'): string => prose.map((cell) => cell[language]).join('\n');
    expect(
      text('es')
        .split('## ¿Te quedó?')[1]
        ?.match(/<details>/g),
    ).toHaveLength(3);
    expect(
      text('en')
        .split('## Did it stick?')[1]
        ?.match(/<details>/g),
    ).toHaveLength(3);
  });
});

test('a gap has a name that no other lesson uses: check.solution(name) finds it', () => {
  const names = lessons.flatMap((file) =>
    codeOf(readLesson(readFileSync(join(folder, 'src', file), 'utf8'), file)).flatMap(({ name, starter }) =>
      starter ? [name] : [],
    ),
  );
  expect(names).toEqual([...new Set(names)]);
});

test('what the kernel says of a mistake stands in the index, in both languages', () => {
  const mistakes = JSON.parse(readFileSync(join(folder, 'mistakes.json'), 'utf8')) as Record<
    string,
    { sees: string }[]
  >;
  const said = Object.values(mistakes)
    .flat()
    .filter(({ sees }) => /^(Cannot|Property|ReferenceError|Type|Unterminated) ?/.test(sees))
    .map(({ sees }) =>
      sees
        .replace(/^Property '\w+' /, '')
        .split(' ')
        .slice(0, 3)
        .join(' '),
    );
  expect(said.length).toBeGreaterThan(5);
  const index = readLesson(readFileSync(join(folder, 'src', '00_index.md'), 'utf8'), '00_index.md');
  for (const language of ['es', 'en'] as const) {
    const text = index.map((cell) => cell.text[language]).join('\n');
    expect(said.filter((words) => !text.includes(words))).toEqual([]);
  }
});

describe('node notebooks/build.mjs --check', () => {
  test('is silent: the notebooks are what their sources make', () => {
    expect(check(folder)).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('fails and names the notebook that was edited, the one that is missing and the one without a source', () => {
    const project = mkdtempSync(join(tmpdir(), 'featlab-lessons-'));
    const copy = join(project, 'notebooks');
    const errors = join('lib', 'cli', 'error-help.json');
    cpSync(join(folder, '..', errors), join(project, errors));
    for (const part of ['build', 'build.mjs', 'src', 'es', 'en', 'solutions']) {
      cpSync(join(folder, part), join(copy, part), { recursive: true });
    }
    appendFileSync(join(copy, 'es', '01_init.ipynb'), ' ');
    rmSync(join(copy, 'en', '02_historical_join.ipynb'));
    writeFileSync(join(copy, 'en', '06_gone.ipynb'), '{}');
    const { status, stderr } = check(copy);
    expect(status).toBe(1);
    expect(stderr.split('\n').slice(0, 2)).toEqual([
      '✗ these differ from notebooks/src: es/01_init.ipynb, en/02_historical_join.ipynb, en/06_gone.ipynb',
      'fix: npm run notebooks:build, then commit them',
    ]);
    rmSync(project, { recursive: true });
  });
});

function check(notebooks: string): { status: number | null; stdout: string; stderr: string } {
  const build = [join(notebooks, 'build.mjs'), '--check'];
  const { status, stdout, stderr } = spawnSync(process.execPath, build, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

function keyPointsOf(lesson: Lesson): number {
  return lesson.findIndex((cell) => cell.kind === 'prose' && cell.text.en.includes('## Key points'));
}

function codeOf(lesson: Lesson): CodeCell[] {
  return lesson.filter((cell): cell is CodeCell => cell.kind === 'code');
}
