import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { CLASS_FOLDER, DETAILS, RESULT } from '../batch/out-files';
import { readRun } from '../batch/run-record';
import { FETCHED, readFetched, UNFINISHED } from '../roster/fetched';

export interface PlacesOfClass {
  /** To be deleted, in this order. */
  readonly places: readonly string[];
  /** Where something of the class was, and nothing is now: moved, perhaps, and then it stays. */
  readonly missing: readonly string[];
}

/**
 * All that the grader made of a class: what was published, the submissions that it fetched, results and reports. What
 * else lies in these folders is the instructor's own; so are roster, policy, comments and key of pseudonyms.
 */
export function placesOfClass(out: string): PlacesOfClass {
  const { published, submissions } = readRun(out);
  const fetched = readFetched(submissions);
  const places = [
    ...published.filter((place) => existsSync(place)),
    ...whole(submissions, (name) => name === FETCHED || name === UNFINISHED || fetched.has(name)),
    // OUT last: it is what tells of the others.
    ...whole(
      resolve(out),
      (name) => name === CLASS_FOLDER || [RESULT, DETAILS].some((file) => existsSync(join(out, name, file))),
    ),
  ];
  return { places, missing: [submissions, ...published].filter((place) => !existsSync(place)) };
}

export function deleteClass(out: string): PlacesOfClass {
  const found = placesOfClass(out);
  for (const place of found.places) rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  return found;
}

/** The folder, where all in it is the grader's; else what of it is, the record that tells of the others last. */
function whole(folder: string, isOurs: (name: string) => boolean): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder);
  const ours = names.filter(isOurs).sort((a, b) => Number(isRecord(a)) - Number(isRecord(b)));
  return ours.length > 0 && ours.length === names.length ? [folder] : ours.map((name) => join(folder, name));
}

function isRecord(name: string): boolean {
  return name === CLASS_FOLDER || name === FETCHED;
}
