import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from '../root.mjs';

/** Where the project's notebooks are, where the student's copies, and what remembers them. */
export const MY_NOTEBOOKS = {
  from: inRoot('notebooks'),
  to: inRoot('my-notebooks'),
  manifest: inRoot('.lab', 'notebooks.json'),
};

/**
 * The student's copies of the notebooks. `from` has a folder for each language, `to` is git-ignored, so `git pull`
 * never meets an edit. `manifest` remembers the digest of what was copied: a copy that still has it is brought up to
 * date, an edited one is kept, and the newer version is laid beside it (once).
 * @returns {string[]} a line for each notebook that was laid beside an edited one
 */
export function copyNotebooks({ from, to, manifest }) {
  const known = readManifest(manifest);
  const lines = [];
  for (const name of notebooksIn(from)) {
    const source = join(from, ...name.split('/'));
    const line = copyOne(source, join(to, ...name.split('/')), known[name]);
    if (line) lines.push(line);
    known[name] = digest(source);
  }
  writeIfNew(manifest, `${JSON.stringify(known, null, 2)}\n`);
  return lines;
}

/** `es/01_init.ipynb`, …: languages and notebooks in order. */
export function notebooksIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`))
    .filter((name) => name.endsWith('.ipynb') && !name.includes('/.'))
    .sort();
}

/** Those of them that have code to run: the index has none. */
export function lessonsIn(folder) {
  return notebooksIn(folder).filter((name) => {
    const { cells } = JSON.parse(readFileSync(join(folder, ...name.split('/')), 'utf8'));
    return cells.some(({ cell_type }) => cell_type === 'code');
  });
}

/** Is there a copy of each notebook? */
export function everyCopyIsThere({ from, to }) {
  return notebooksIn(from).every((name) => existsSync(join(to, ...name.split('/'))));
}

/** The old copies as a whole under the first free number. Answers the folder's new name, or undefined without copies. */
export function putAside({ to, manifest }) {
  if (!existsSync(to)) return undefined;
  let number = 1;
  while (existsSync(`${to}-backup-${number}`)) number++;
  renameSync(to, `${to}-backup-${number}`);
  writeIfNew(manifest, '{}\n');
  return `${to}-backup-${number}`;
}

function copyOne(source, copy, copied) {
  const newest = digest(source);
  if (!existsSync(copy)) return void put(source, copy);
  const theirs = digest(copy);
  if (theirs === newest || copied === newest) return undefined;
  if (theirs === copied) return void put(source, copy);
  if (cells(copy) === cells(source)) return undefined;
  const beside = freeName(copy, copied);
  put(source, beside);
  return `${copy} has your edits and stays; the newer version is beside it: ${beside}`;
}

/** `01_init.new.ipynb`, numbered where the student edited an earlier one. */
function freeName(copy, copied) {
  const stem = copy.slice(0, -'.ipynb'.length);
  for (let number = 1; ; number++) {
    const name = `${stem}.new${number === 1 ? '' : `-${number}`}.ipynb`;
    if (!existsSync(name) || digest(name) === copied) return name;
  }
}

/** What was written in the cells: running a notebook changes outputs and numbers only. */
function cells(file) {
  try {
    return JSON.stringify(
      JSON.parse(readFileSync(file, 'utf8')).cells.map((cell) => [cell.cell_type, [cell.source].flat().join('')]),
    );
  } catch {
    return undefined;
  }
}

function put(source, copy) {
  mkdirSync(dirname(copy), { recursive: true });
  copyFileSync(source, copy);
}

function digest(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function readManifest(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

function writeIfNew(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
