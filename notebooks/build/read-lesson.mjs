import { errorTable } from './error-table.mjs';

/** The languages of the notebooks, in the order of the `{{es | en}}` variants. */
export const LANGUAGES = ['es', 'en'];

/** What a student opens, and how it ends. */
export const STATES = ['starter', 'solution'];

const TAGS = ['check', 'gap', 'sentinel', 'stderr-ok', 'timing'];

/** A lesson that cannot be read. The message has the place, and a second line with what to do. */
class LessonError extends Error {
  constructor(place, problem, fix) {
    super(`${place}: ${problem}\nfix: ${fix}`);
    this.name = 'LessonError';
  }
}

/**
 * A lesson's cells, in order: `{ kind: 'prose', text: { es, en } }` or `{ kind: 'code', name, tags, text: { es, en },
 * starter }`, where `starter` is the text of a cell with a gap before the student fills it in.
 * @param {string} text the source, in the format of notebooks/README.md
 * @param {string} file for messages
 * @throws LessonError naming the line
 */
export function readLesson(text, file) {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const cells = [];
  let at = 0;
  while (at < lines.length) {
    if (lines[at].trim() === '') at += 1;
    else if (lines[at].startsWith('::: ')) at = readProse(lines, at, file, cells);
    else if (lines[at].startsWith('```ts ')) at = readCode(lines, at, file, cells);
    else
      throw new LessonError(
        `${file}:${at + 1}`,
        `"${lines[at]}" stands outside of any cell`,
        'start prose with "::: es", code with "```ts NAME"',
      );
  }
  return cells;
}

/** `::: es`, text, `::: en`, text, `:::`. Answers the line after it. */
function readProse(lines, start, file, cells) {
  const text = {};
  let at = start;
  for (const language of LANGUAGES) {
    if (lines[at] !== `::: ${language}`) {
      throw new LessonError(
        `${file}:${at + 1}`,
        `"::: ${language}" is missing`,
        'prose has both languages, Spanish first, and ends with ":::"',
      );
    }
    const end = lines.findIndex((line, i) => i > at && line.startsWith(':::'));
    if (end < 0) throw new LessonError(`${file}:${at + 1}`, 'the prose has no end', 'close it with ":::"');
    text[language] = lines
      .slice(at + 1, end)
      .join('\n')
      .replace(/^@errors$/m, () => errorTable(language))
      .trim();
    at = end;
  }
  if (lines[at] !== ':::')
    throw new LessonError(`${file}:${at + 1}`, `"${lines[at]}" is not the end of the prose`, 'close it with ":::"');
  cells.push({ kind: 'prose', text });
  return at + 1;
}

/** A fence with `ts`, the cell's name and its tags. Answers the line after it. */
function readCode(lines, start, file, cells) {
  const place = `${file}:${start + 1}`;
  const [name, ...tags] = lines[start].slice('```ts '.length).trim().split(/\s+/);
  if (!/^[a-z][a-z0-9-]*$/.test(name) || cells.some((cell) => cell.name === name)) {
    throw new LessonError(place, `"${name}" cannot be the cell's name`, 'take a new one of a-z, 0-9 and -');
  }
  const wrong = tags.find((tag) => !TAGS.includes(tag));
  if (wrong) throw new LessonError(place, `"${wrong}" is no tag`, `use one of ${TAGS.join(', ')}`);
  const end = lines.findIndex((line, i) => i > start && line === '```');
  if (end < 0) throw new LessonError(place, 'the code has no end', 'close it with "```"');
  const code = lines
    .slice(start + 1, end)
    .join('\n')
    .trim();
  const [starter, solution] = withGap(code, place);
  cells.push({
    kind: 'code',
    name,
    tags,
    text: variants(solution, place),
    ...(starter === solution ? {} : { starter: variants(starter, place) }),
  });
  return end + 1;
}

/** `{{lang}}` is the language's code, `{{hola | hello}}` the variant. */
function variants(code, place) {
  return Object.fromEntries(
    LANGUAGES.map((language, i) => [
      language,
      code.replace(/\{\{(.+?)\}\}/g, (whole, inner) => {
        if (inner === 'lang') return language;
        const texts = inner.split(' | ');
        if (texts.length === LANGUAGES.length) return texts[i].trim();
        throw new LessonError(place, `${whole} has not one text for each language`, 'write {{Spanish | English}}');
      }),
    ]),
  );
}

/** The code with the gap open and with it filled in; the same twice where there is none. */
function withGap(code, place) {
  const parts = code.split(/^(<<<|===|>>>)\n?/m);
  if (parts.length === 1) return [code, code];
  const [before, open, starter, middle, solution, close, after] = parts;
  if (parts.length !== 7 || open !== '<<<' || middle !== '===' || close !== '>>>') {
    throw new LessonError(
      place,
      'its gap is not whole',
      'write "<<<", the starter, "===", the solution, ">>>", once a cell',
    );
  }
  return [before + starter + after, before + solution + after].map((text) => text.trimEnd());
}
