// Of the entry points and what they import from beside them: can the runtime erase their types? Prints JSON.
import { readFileSync, statSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Comments and texts, whatever is in them. */
const TOKENS = /\/\*[^]*?(?:\*\/|$)|\/\/[^\n]*|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|`(?:\\[^]|[^`\\])*`/g;

process.removeAllListeners('warning');
const [folder, ...entries] = process.argv.slice(2);
const problems = [];
const open = entries.map((name) => join(folder, name));
const seen = new Set();
for (const file of open) {
  if (seen.has(file) || seen.size > 500 || !isFile(file)) continue;
  seen.add(file);
  open.push(...importsOf(file, erased(file, readFileSync(file, 'utf8'))));
}
console.log(JSON.stringify(problems.slice(0, 1)));
if (problems.length === 0) {
  const urls = entries.map((name) => pathToFileURL(join(folder, name)).href);
  // The library asks for the definitions under this name, so that it may ask again for changed ones.
  for (const url of [...urls, ...urls.map((one) => `${one}?featlab=1`).slice(-1)]) await load(url);
}

/** The source as the runtime sees it, where it can erase what is types. */
function erased(file, source) {
  if (!/\.m?ts$/.test(file)) return source;
  try {
    return stripTypeScriptTypes(source);
  } catch (error) {
    problems.push({ file: file.slice(folder.length + 1), message: String(error.message).slice(0, 300) });
    return source;
  }
}

/** What it imports from beside it; what is only imported as a type, or in a comment or a text, is never loaded. */
function importsOf(file, code) {
  const found = [];
  for (const { 0: token, index } of code.matchAll(TOKENS)) {
    const [, path] = /^(?:"|')(\.{1,2}\/[^'"]{1,200})/.exec(token) ?? [];
    const isImported = /(?:\b(?:from|import|require)|\b(?:import|require)\s{0,20}\()\s{0,20}$/.test(
      code.slice(Math.max(0, index - 60), index),
    );
    if (path !== undefined && isImported) found.push(join(dirname(file), path));
  }
  return found;
}

/** A folder may be named too, as in CommonJS, and what is not there. */
function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/**
 * Loads a module and what it imports, so that Node's compile cache has them, and executes none: an export that is
 * missing ends it before. CommonJS is loaded only when it is executed, and so not at all.
 */
async function load(url) {
  const text = `import ${JSON.stringify(url)};import { missing } from 'node:path';`;
  await import(`data:text/javascript,${encodeURIComponent(text)}`).catch(() => undefined);
}
