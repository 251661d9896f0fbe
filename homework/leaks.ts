import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file that has too much of a secret one. */
export interface Leak {
  readonly file: string;
  readonly secret: string;
  /** The lines that both have. */
  readonly lines: readonly string[];
}

/** One line alike is chance; so many in one file are a copy. */
const TOO_MANY = 3;
/** Shorter lines are alike everywhere. */
const TELLING = 24;

/**
 * Searches files for the content of secret ones, whatever the names: lines that tell something, spaces aside. Lines that
 * `known` files have too are no secret.
 * @param files paths from `folder`
 */
export function leaks(
  folder: string,
  files: readonly string[],
  root: string,
  secrets: readonly string[],
  known: readonly string[],
): Leak[] {
  const open = new Set(known.flatMap((file) => [...telling(join(root, file))]));
  const searched = files.map((file) => ({ file, lines: telling(join(folder, file)) }));
  return secrets.flatMap((secret) => {
    const hidden = [...telling(join(root, secret))].filter((line) => !open.has(line));
    const most = Math.min(TOO_MANY, Math.max(1, hidden.length));
    return searched
      .map(({ file, lines }) => ({ file, secret, lines: hidden.filter((line) => lines.has(line)) }))
      .filter((leak) => leak.lines.length >= most);
  });
}

function telling(file: string): Set<string> {
  const lines = readFileSync(file, 'utf8').split('\n');
  return new Set(lines.map((line) => line.replaceAll(/\s+/g, '')).filter(isTelling));
}

/** Imports are alike everywhere too. */
function isTelling(line: string): boolean {
  return line.length >= TELLING && !/^(import|export\*|export\{|\}from)/.test(line);
}
