import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

/**
 * The TypeScript files that `entry` needs, itself included: whatever it imports, however far. Packages are not followed.
 * @returns paths from `root`, with `/` between their parts, sorted
 */
export function importClosure(root: string, entry: string): string[] {
  const found = new Set<string>();
  const waiting = [resolve(root, entry)];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    waiting.push(...importsOf(file));
  }
  return [...found].map((file) => relative(root, file).split(sep).join('/')).sort();
}

function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'));
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => sourceOf(join(dirname(file), fileName)));
}

/** As written, or as the compiler finds it: without `.ts`, or with `.js` in its place. */
function sourceOf(path: string): string {
  const found = [path, `${path}.ts`, path.replace(/\.js$/, '.ts'), `${path}.d.ts`].find((each) => existsSync(each));
  if (found !== undefined) return found;
  throw new Error(`${path} is imported and not there`);
}
