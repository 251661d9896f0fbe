import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Graded } from '../grader/details';
import type { CheckId } from '../grader/check-list';
import { gradePublic } from '../grader/grade-public';
import { openBox } from '../grader/sandbox/box';
import { LAYERS, type Proof } from '../grader/sandbox/canaries';
import { copyHandIn } from './hand-in';
import type { Language } from './language';
import { PUBLIC_CHECKS } from './public-checks';

export interface CheckOptions {
  readonly folder: string;
  readonly language: Language;
  /** Of the public checks only these, and what they stand on; all where absent. */
  readonly only?: readonly CheckId[] | undefined;
  /** Called before each check. */
  readonly onCheck?: (id: string) => void;
}

/** Of the public checks' data: for all students the same. */
export const PUBLIC_SEED = 1;

/** No walls and no canaries: on your own machine, your own code. */
const OWN_MACHINE: Proof = {
  box: openBox,
  isolation: 'none',
  layers: Object.fromEntries(LAYERS.map((layer) => [layer, false])) as Proof['layers'],
};

/**
 * Runs the public checks on what the folder would hand in: a copy, on your own machine, without the grader's walls,
 * because the code is your own.
 * @throws HomeworkError where there is no such folder
 */
export async function check(options: CheckOptions): Promise<Graded> {
  const place = mkdtempSync(join(tmpdir(), 'featlab-check-'));
  try {
    const copy = join(place, basename(resolve(options.folder)));
    copyHandIn(options.folder, copy);
    const { language, onCheck, only = PUBLIC_CHECKS } = options;
    const asked = { seed: PUBLIC_SEED, language, only, ...(onCheck && { onCheck }) };
    return await gradePublic(copy, asked, OWN_MACHINE);
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  }
}
