import { readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join, resolve } from 'node:path';

import { GraderError } from '../grader-error';

export interface Submission {
  /** The folder's name, verbatim. */
  readonly name: string;
  readonly folder: string;
}

export interface FoundSubmissions {
  readonly submissions: readonly Submission[];
  /** What lies there and is not graded, and why, for the instructor to read. */
  readonly skipped: readonly string[];
}

/** A submission that somebody forgot to unpack. */
const PACKED = /\.(zip|rar|7z|tar|tgz|gz|bz2|xz)$/i;

/** What other programs leave beside the students' folders. */
const NOT_STUDENTS = ['.git', '.github', '.idea', '.vscode', '__MACOSX', 'node_modules', '.fetching'];

/**
 * The folders in `directory`, in the order of their names. Any name that the file system allows is a name.
 * @param out where results go, which is no submission wherever it lies
 * @throws GraderError where there is no such directory, or nothing to grade in it
 */
export function findSubmissions(directory: string, out: string): FoundSubmissions {
  const found = { submissions: [] as Submission[], skipped: [] as string[] };
  for (const entry of entriesOf(directory)) {
    const name = entry.name.toString('utf8');
    if (NOT_STUDENTS.includes(name) || resolve(directory, name) === out) continue;
    if (entry.isFile() && !PACKED.test(name)) continue;
    const why = whySkipped(entry, name);
    if (why === undefined) found.submissions.push({ name, folder: join(directory, name) });
    else found.skipped.push(`${name}: ${why}`);
  }
  if (found.submissions.length === 0) {
    throw new GraderError(
      `${directory} has no submissions${found.skipped.length > 0 ? ` (${found.skipped[0] ?? ''})` : ''}`,
      'put a folder for each submission there, or fetch them: npm run grade -- fetch ROSTER.csv --to DIR',
    );
  }
  found.submissions.sort((a, b) => (a.name < b.name ? -1 : 1));
  return found;
}

function whySkipped(entry: Dirent<Buffer>, name: string): string | undefined {
  if (!Buffer.from(name).equals(entry.name)) return 'its name is not UTF-8; rename it';
  if (entry.isFile()) return 'not a folder; unpack it, or name it as a source in a roster and fetch';
  if (!entry.isDirectory()) return 'not a folder (a link?); copy the folder itself here';
  return undefined;
}

function entriesOf(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    throw new GraderError(
      `the submissions in ${directory} cannot be read (${error instanceof Error ? error.message : String(error)})`,
      'name the folder that holds a folder for each submission',
    );
  }
}
