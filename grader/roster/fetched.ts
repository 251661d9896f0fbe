import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { writeWhole } from '../batch/write-whole';
import type { Language } from '../text';

/** What the fetch knows of a submission and the grader cannot see in its folder. */
export interface Fetched {
  /** The repository or zip file; empty under a pseudonym, for it often has the name. */
  readonly source: string;
  readonly commit: string | null;
  /** ISO: the roster's, else the commit's own time (which a student can set); null where neither is known. */
  readonly submitted_at: string | null;
  readonly language: Language | null;
}

/** In the folder of the submissions, by name. No personal data but the names of the folders and where they came from. */
export const FETCHED = '.fetched.json';

/** Half of a fetch, which is no submission. */
export const UNFINISHED = '.fetching';

/** Empty where the folder was not filled by a fetch. */
export function readFetched(submissions: string): ReadonlyMap<string, Fetched> {
  try {
    return new Map(
      Object.entries(JSON.parse(readFileSync(join(submissions, FETCHED), 'utf8')) as Record<string, Fetched>),
    );
  } catch {
    return new Map();
  }
}

export function writeFetched(submissions: string, fetched: ReadonlyMap<string, Fetched>): void {
  writeWhole(join(submissions, FETCHED), `${JSON.stringify(Object.fromEntries(fetched), null, 2)}\n`);
}
