import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import type { AlikePair } from '../alike/alike-pair';
import { GraderError } from '../grader-error';
import type { Fetched } from '../roster/fetched';
import { CLASS_FOLDER, RUN } from './out-files';
import { writeWhole } from './write-whole';

/**
 * What was graded and how, in OUT: what reports are made from again, and what deleting a class goes by. In the file the
 * paths are relative to OUT: a class's folder that was moved is still the same class, and no other one that lies now
 * where it lay.
 */
export interface RunRecord {
  /** Folder, absolute. */
  readonly submissions: string;
  readonly seed: number;
  /** Files, absolute; null where none was given. */
  readonly policy: string | null;
  readonly comments: string | null;
  /** ISO. */
  readonly graded_at: string;
  readonly graded: readonly {
    readonly name: string;
    readonly members: readonly string[];
    /** Of what lay there when it was taken in; the result of another one is an older one's. Not in an older record. */
    readonly digest?: string;
    readonly fetched: Fetched | null;
  }[];
  readonly alike: readonly AlikePair[];
  readonly skipped: readonly string[];
  /** Folders that were published to. */
  readonly published: readonly string[];
}

export function findRun(out: string): RunRecord | undefined {
  try {
    const run = JSON.parse(readFileSync(join(out, CLASS_FOLDER, RUN), 'utf8')) as RunRecord;
    return withPaths(run, (path) => resolve(out, path));
  } catch {
    return undefined;
  }
}

/** @throws GraderError where nothing was graded to `out` */
export function readRun(out: string): RunRecord {
  const run = findRun(out);
  if (run) return run;
  throw new GraderError(
    `${out} holds no grading`,
    'name the folder that --out named, or grade first: npm run grade -- SUBMISSIONS_DIR --out OUT',
  );
}

export function writeRun(out: string, run: RunRecord): void {
  const stored = withPaths(run, (path) => relative(resolve(out), path));
  writeWhole(join(out, CLASS_FOLDER, RUN), `${JSON.stringify(stored, null, 2)}\n`);
}

function withPaths(run: RunRecord, change: (path: string) => string): RunRecord {
  const file = (path: string | null): string | null => (path === null ? null : change(path));
  return {
    ...run,
    submissions: change(run.submissions),
    policy: file(run.policy),
    comments: file(run.comments),
    published: run.published.map(change),
  };
}
