// Of the entry points and what they import from beside them: can the runtime erase their types? Prints JSON.
import { existsSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';

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
