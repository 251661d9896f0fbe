// Of the entry points and what they import from beside them: can the runtime erase their types? Prints JSON.
import { existsSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

process.removeAllListeners('warning');
const [folder, ...entries] = process.argv.slice(2);
const problems = [];
const open = entries.map((name) => join(folder, name));
const seen = new Set();
for (const file of open) {
  if (seen.has(file) || seen.size > 500 || !existsSync(file)) continue;
  seen.add(file);
  const source = readFileSync(file, 'utf8');
  if (/\.m?ts$/.test(file)) {
    try {
      stripTypeScriptTypes(source);
    } catch (error) {
      problems.push({ file: file.slice(folder.length + 1), message: String(error.message).slice(0, 300) });
    }
  }
  for (const [, , path] of source.matchAll(/(?:from|import|require\s*\()\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]{1,200})\1/g))
    open.push(join(dirname(file), path));
}
console.log(JSON.stringify(problems));
if (problems.length === 0) {
  const urls = entries.map((name) => pathToFileURL(join(folder, name)).href);
  // The library asks for the definitions under this name, so that it may ask again for changed ones.
  for (const url of [...urls, ...urls.map((one) => `${one}?featlab=1`).slice(-1)]) await load(url);
}

/**
 * Loads a module and what it imports, so that Node's compile cache has them, and executes none: an export that is
 * missing ends it before. CommonJS is loaded only when it is executed, and so not at all.
 */
async function load(url) {
  const text = `import ${JSON.stringify(url)};import { missing } from 'node:path';`;
  await import(`data:text/javascript,${encodeURIComponent(text)}`).catch(() => undefined);
}
