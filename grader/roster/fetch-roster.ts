import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { GraderError } from '../grader-error';
import { readFetched, UNFINISHED, writeFetched } from './fetched';
import type { Fetched } from './fetched';
import { cloneInto } from './git';
import type { Student } from './roster';
import { unzipInto } from './unzip';

export interface FetchOutcome {
  readonly student: Student;
  /** What went wrong; the others are fetched all the same. */
  readonly error: GraderError | null;
}

/**
 * Fetches each student's submission into `to`, a folder each; one that was there is replaced when the new one is whole.
 * @param roster its file: paths in it are relative to its folder
 * @param onStudent called as each is done
 */
export async function fetchRoster(
  students: readonly Student[],
  roster: string,
  to: string,
  onStudent: (outcome: FetchOutcome) => void,
): Promise<readonly FetchOutcome[]> {
  const outcomes: FetchOutcome[] = [];
  const fetched = new Map(readFetched(to));
  mkdirSync(to, { recursive: true });
  for (const student of students) {
    const outcome = await fetchOne(student, dirname(resolve(roster)), to, fetched);
    writeFetched(to, fetched);
    outcomes.push(outcome);
    onStudent(outcome);
  }
  rmSync(join(to, UNFINISHED), { recursive: true, force: true });
  return outcomes;
}

async function fetchOne(
  student: Student,
  from: string,
  to: string,
  fetched: Map<string, Fetched>,
): Promise<FetchOutcome> {
  const place = join(to, UNFINISHED, student.folder);
  rmSync(join(to, UNFINISHED), { recursive: true, force: true });
  mkdirSync(join(to, UNFINISHED));
  try {
    const found = await bring(student, from, place);
    rmSync(join(to, student.folder), { recursive: true, force: true });
    renameSync(place, join(to, student.folder));
    fetched.set(student.folder, found);
    return { student, error: null };
  } catch (error) {
    if (!(error instanceof GraderError)) throw error;
    return { student, error };
  }
}

async function bring(student: Student, from: string, place: string): Promise<Fetched> {
  const { language, ref, source, submittedAt } = student;
  if (source === '') throw new GraderError(`${student.name} has no source`, 'write a repository or a zip file there');
  const path = resolve(from, source);
  const isPseudonym = student.folder !== student.name;
  const known = { source: isPseudonym ? '' : source, language, commit: null, submitted_at: submittedAt };
  if (isUrl(source) || isRepository(path)) {
    const { commit, committedAt } = await cloneInto(place, isUrl(source) ? source : path, ref);
    return { ...known, commit, submitted_at: submittedAt ?? committedAt };
  }
  if (!existsSync(path)) throw new GraderError(`${source} is not there`, `paths are relative to ${from}`);
  if (statSync(path).isDirectory()) copyInto(place, path);
  else await unzipInto(place, path);
  return known;
}

function copyInto(place: string, folder: string): void {
  try {
    cpSync(folder, place, { recursive: true, verbatimSymlinks: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new GraderError(
      `${folder} cannot be copied (${why})`,
      'name the folder of one submission, which you may read',
    );
  }
}

/** `https://…`, `ssh://…`, `git@host:path` */
function isUrl(source: string): boolean {
  return /^([a-z][a-z0-9+.-]+:\/\/|[\w.-]+@[\w.-]+:)/i.test(source);
}

/** A working copy, or a bare one. */
function isRepository(path: string): boolean {
  const holds = (name: string): boolean => existsSync(join(path, name));
  return holds('.git') || (holds('HEAD') && holds('objects') && holds('refs'));
}
