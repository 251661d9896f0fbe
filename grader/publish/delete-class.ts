import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';

import { readRun } from '../batch/run-record';
import { isFetched } from '../roster/fetched';

/**
 * All that the grader made of a class: results and reports, what was published, the submissions where it fetched them.
 * Other folders of submissions are the instructor's own; so are roster, policy, comments and key of pseudonyms.
 */
export function placesOfClass(out: string): readonly string[] {
  const { published, submissions } = readRun(out);
  // OUT last: it is what tells of the others.
  const places = [...published, ...(isFetched(submissions) ? [submissions] : []), resolve(out)];
  return places.filter((place) => existsSync(place));
}

export function deleteClass(out: string): readonly string[] {
  const places = placesOfClass(out);
  for (const place of places) rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  return places;
}
