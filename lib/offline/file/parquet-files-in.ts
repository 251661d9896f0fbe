import { readdirSync, realpathSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { join } from 'node:path';

/**
 * Every .parquet file in a folder, at any depth, in no order. A link stands for what it leads to; one that leads nowhere
 * is named too, as history must not lack rows without a word. Each folder is walked once, since links may lead in
 * circles, and under a path without links where it has one here.
 */
export function parquetFilesIn(top: string): string[] {
  const files: string[] = [];
  const links: string[] = [];
  const walked = new Set<string>();
  const walk = (folder: string, real: string): void => {
    if (walked.has(real)) return;
    walked.add(real);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (isHidden(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isSymbolicLink()) links.push(path);
      else if (entry.isDirectory()) walk(path, join(real, entry.name));
      else if (entry.isFile() && isParquet(path)) files.push(path);
    }
  };
  walk(top, realpathSync(top));
  while (links.length > 0) {
    // Sorted: of two links to one folder it is the same one on every system.
    for (const link of links.splice(0).sort()) {
      const end = endOf(link);
      if (end?.isDirectory()) walk(link, realpathSync(link));
      else if (isParquet(link) && end?.isFile() !== false) files.push(link);
    }
  }
  return files;
}

/** Would a file be found in the folder above it, at `inside` with `/` between folders? */
export function wouldBeFound(inside: string): boolean {
  return isParquet(inside) && !inside.split('/').some(isHidden);
}

/** As Spark and Hive have it: `_temporary` and `.ipynb_checkpoints` are no part of the data, the partition `_day=1` is. */
function isHidden(name: string): boolean {
  return name.startsWith('.') || (name.startsWith('_') && !name.includes('='));
}

function isParquet(path: string): boolean {
  return path.endsWith('.parquet');
}

/** Undefined where a link leads nowhere, or to itself. */
function endOf(link: string): Stats | undefined {
  try {
    return statSync(link);
  } catch {
    return undefined;
  }
}
