// The grader's notebook from src/equality.md, in the lessons' form (notebooks/README.md). Its outputs are recorded by
// `npm run notebooks:record`; the test holds the recorded files to their source.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LANGUAGES, readLesson } from '../../notebooks/build/read-lesson.mjs';
import { toNotebook } from '../../notebooks/build/to-notebook.mjs';

const folder = dirname(fileURLToPath(import.meta.url));

/** `{ language, file, text }` of each language: where the notebook lies, and what it is before it has outputs. */
export function notebooks() {
  const source = join(folder, 'src', 'equality.md');
  const lesson = readLesson(readFileSync(source, 'utf8'), 'grader/notebook/src/equality.md');
  return LANGUAGES.map((language) => ({
    language,
    file: join(folder, language, 'equality.ipynb'),
    text: toNotebook(lesson, language, 'solution'),
  }));
}
