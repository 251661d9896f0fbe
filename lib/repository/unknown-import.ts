import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { nearest, suggest } from '../nearest';
import { packageRoot } from '../package-root';

/** Node's words for a name that `featlab` does not export, which go on about CommonJS. */
const NODE_WORDS = /^Named export '(.+)' not found\. The requested module 'featlab' /;

/** What is wrong with an import of a name from featlab, and the fix; undefined where the message is another one. */
export function unknownImport(message: string): { readonly problem: string; readonly fix: string } | undefined {
  const name = NODE_WORDS.exec(message)?.[1];
  if (name === undefined) return undefined;
  const { values, types } = exportsOfFeatlab();
  if (!types.includes(name)) {
    const near = nearest(name, values) ?? nearest(name, types);
    return { problem: `featlab exports no ${name}`, fix: suggest(name, near === undefined ? values : [near]) };
  }
  const value = values.find((other) => other.toLowerCase() === name.toLowerCase());
  return {
    problem: `featlab exports ${name} as a type, which is not there when the file runs`,
    fix: `write import type { ${name} } from 'featlab'${value === undefined ? '' : `; the function is ${value}`}`,
  };
}

/** As its declarations list them: `export { entity } from …`, `export type { Entity } from …`. */
function exportsOfFeatlab(): { readonly values: readonly string[]; readonly types: readonly string[] } {
  const text = readFileSync(join(packageRoot(), 'dist', 'lib', 'index.d.ts'), 'utf8');
  const names = (pattern: RegExp): string[] =>
    [...text.matchAll(pattern)].flatMap(([, list = '']) => list.match(/\w+/g) ?? []);
  return { values: names(/^export \{([^}]*)\}/gm), types: names(/^export type \{([^}]*)\}/gm) };
}
