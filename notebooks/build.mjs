// Writes notebooks/{es,en}/*.ipynb, with gaps to fill in, and notebooks/solutions/{es,en}/*.ipynb, with the gaps filled
// in, from notebooks/src/*.md (notebooks/README.md has the format).
// node notebooks/build.mjs           writes what changed
// node notebooks/build.mjs --check   writes nothing; exit code 1 where a file differs from its source
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LANGUAGES, readLesson, STATES } from './build/read-lesson.mjs';
import { toNotebook } from './build/to-notebook.mjs';

const folder = dirname(fileURLToPath(import.meta.url));

function main(args) {
  const stale = [...outdated(wanted()), ...leftOver(wanted())];
  if (!args.includes('--check')) {
    for (const { file, text } of stale) write(file, text);
    process.stdout.write(`${stale.length === 0 ? 'all up to date' : `wrote ${names(stale)}`}\n`);
    return 0;
  }
  if (stale.length === 0) return 0;
  process.stderr.write(
    `✗ these differ from notebooks/src: ${names(stale)}\nfix: npm run notebooks:build, then commit them\n`,
  );
  return 1;
}

/** What should be there: file → text. */
function wanted() {
  const files = new Map();
  for (const name of readdirSync(join(folder, 'src')).filter((file) => file.endsWith('.md'))) {
    const lesson = readLesson(readFileSync(join(folder, 'src', name), 'utf8'), `notebooks/src/${name}`);
    // Without code, the index, nothing is to be solved.
    const states = STATES.filter((state) => state === 'starter' || lesson.some((cell) => cell.kind === 'code'));
    for (const [state, language] of states.flatMap((state) => LANGUAGES.map((language) => [state, language]))) {
      files.set(join(folderOf(state, language), name.replace(/md$/, 'ipynb')), toNotebook(lesson, language, state));
    }
  }
  return files;
}

function outdated(files) {
  return [...files]
    .filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text)
    .map(([file, text]) => ({ file, text }));
}

/** Notebooks whose source is gone. */
function leftOver(files) {
  return STATES.flatMap((state) => LANGUAGES.map((language) => folderOf(state, language)))
    .filter((path) => existsSync(path))
    .flatMap((path) => readdirSync(path).map((name) => join(path, name)))
    .filter((file) => file.endsWith('.ipynb') && !files.has(file))
    .map((file) => ({ file, text: undefined }));
}

function folderOf(state, language) {
  return state === 'starter' ? join(folder, language) : join(folder, 'solutions', language);
}

function write(file, text) {
  if (text === undefined) return rmSync(file);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function names(stale) {
  return stale.map(({ file }) => file.slice(folder.length + 1).replaceAll('\\', '/')).join(', ');
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (error.name !== 'LessonError') throw error;
  process.stderr.write(`✗ ${error.message}\n`);
  process.exitCode = 1;
}
