import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import { join, relative } from 'node:path';
import type { Text } from '../text';

export interface TakenIn {
  /** SHA-256 of paths and contents, in hex. */
  readonly digest: string;
  /** Paths of what was copied, with `/` between their parts. */
  readonly files: readonly string[];
  /** What may not be handed in. */
  readonly refused: readonly Refused[];
}

export interface Refused {
  readonly path: string;
  readonly why: Text;
}

const MOST_FILES = 2000;
const MOST_BYTES = 100_000_000;
const DEEPEST = 20;

/** Left where it is and no fault: what git, editors and systems keep beside one's files. */
const NOT_TAKEN = ['.git', '.DS_Store', 'Thumbs.db', '.idea', '.vscode'];

const FORBIDDEN: Readonly<Record<string, Text>> = {
  node_modules: { en: 'packages come from the kit', es: 'los paquetes los pone el kit' },
  '.npmrc': { en: 'npm is not configured by a submission', es: 'una entrega no configura npm' },
};

/**
 * Copies the regular files of `from` to `to`, which it makes. Nothing else is opened, no link is followed, and what is
 * no regular file is refused by name. What is beyond the caps is refused too.
 */
export function takeIn(from: string, to: string): TakenIn {
  const taking = new Taking(from);
  mkdirSync(to, { recursive: true });
  taking.folder(from, to, 0);
  const files = taking.files.toSorted();
  const hash = createHash('sha256');
  for (const path of files) hash.update(`${JSON.stringify(path)} ${taking.digests.get(path) ?? ''}\n`);
  for (const { path } of taking.refused) hash.update(`refused ${JSON.stringify(path)}\n`);
  return { digest: hash.digest('hex'), files, refused: taking.refused };
}

class Taking {
  readonly files: string[] = [];
  readonly refused: Refused[] = [];
  readonly digests = new Map<string, string>();
  #bytes = 0;
  #seen = 0;

  constructor(readonly root: string) {}

  folder(from: string, to: string, depth: number): void {
    for (const raw of entriesOf(from)) {
      const name = raw.toString('utf8');
      if (NOT_TAKEN.includes(name)) continue;
      const path = join(from, name);
      if (!Buffer.from(name).equals(raw))
        this.#refuse(path, { en: 'its name is not UTF-8', es: 'su nombre no es UTF-8' });
      else this.#entry(path, name, to, depth);
      if (this.#seen++ <= MOST_FILES) continue;
      this.#refuse(from, {
        en: `more than ${String(MOST_FILES)} files`,
        es: `más de ${String(MOST_FILES)} archivos`,
      });
      return;
    }
  }

  #entry(path: string, name: string, to: string, depth: number): void {
    try {
      const why = this.#refusal(name, lstatSync(path), depth);
      if (why) this.#refuse(path, why);
      else this.#take(path, join(to, name), depth);
    } catch (error) {
      if (!isClosed(error)) throw error;
      this.#refuse(path, { en: 'it cannot be read', es: 'no se puede leer' });
    }
  }

  #refusal(name: string, stat: Stats, depth: number): Text | undefined {
    if (Object.hasOwn(FORBIDDEN, name)) return FORBIDDEN[name];
    if (stat.isSymbolicLink()) return { en: 'it is a link', es: 'es un enlace' };
    if (!stat.isFile() && !stat.isDirectory()) return { en: 'it is no regular file', es: 'no es un archivo común' };
    if (depth > DEEPEST) return { en: 'folders are nested too deep', es: 'hay demasiadas carpetas anidadas' };
    this.#bytes += stat.isFile() ? stat.size : 0;
    if (this.#bytes <= MOST_BYTES) return undefined;
    return { en: `more than ${String(MOST_BYTES / 1e6)} MB`, es: `más de ${String(MOST_BYTES / 1e6)} MB` };
  }

  #take(path: string, target: string, depth: number): void {
    if (lstatSync(path).isDirectory()) {
      mkdirSync(target, { mode: 0o755 });
      this.folder(path, target, depth + 1);
      return;
    }
    const content = readRegular(path);
    if (!content) {
      this.#refuse(path, { en: 'it is no regular file', es: 'no es un archivo común' });
      return;
    }
    writeFileSync(target, content, { mode: 0o644 });
    const name = this.#nameOf(path);
    this.files.push(name);
    this.digests.set(name, createHash('sha256').update(content).digest('hex'));
  }

  #refuse(path: string, why: Text): void {
    if (this.refused.length < 20) this.refused.push({ path: this.#nameOf(path), why });
  }

  #nameOf(path: string): string {
    return relative(this.root, path).replaceAll('\\', '/') || '.';
  }
}

/** Names as bytes: any name that is no UTF-8 would name nothing. */
function entriesOf(folder: string): Buffer[] {
  return readdirSync(folder, { encoding: 'buffer' }).sort((a, b) => a.compare(b));
}

/** Closed to its reader, gone meanwhile, a socket, which cannot be opened, or with a path that is too long as a whole. */
function isClosed(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    ['EACCES', 'EPERM', 'ENOENT', 'ENXIO', 'ENAMETOOLONG'].includes(String(error.code))
  );
}

/** It may have been exchanged since one looked: a link is not followed, a pipe does not block. */
function readRegular(path: string): Buffer | undefined {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    return fstatSync(file).isFile() ? readFileSync(file) : undefined;
  } finally {
    closeSync(file);
  }
}
