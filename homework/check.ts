import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { CheckDetails, Graded } from '../grader/details';
import type { CheckId } from '../grader/check-list';
import { gradePublic } from '../grader/grade-public';
import { openBox } from '../grader/sandbox/box';
import { LAYERS, type Proof } from '../grader/sandbox/canaries';
import { readClassTtl } from './class-ttl';
import { copyHandIn } from './hand-in';
import { KIT } from './kit';
import type { Language } from './language';
import { PUBLIC_CHECKS } from './public-checks';
import { together } from './together';

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

/** Before the others: where nothing of it works, they would only say the same again. */
const FIRST: readonly CheckId[] = ['S0', 'R0', 'D0', 'E1'];
/** These and the rest take about as long: they run side by side, for most machines have two cores. */
const BESIDE: readonly CheckId[] = ['K1', 'D1'];

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
    return await inStages(copy, options);
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function inStages(folder: string, { language, onCheck, only = PUBLIC_CHECKS }: CheckOptions): Promise<Graded> {
  const grade = (ids: readonly CheckId[], known: readonly CheckDetails[] = []): Promise<Graded> =>
    gradePublic(
      folder,
      { seed: PUBLIC_SEED, language, only: ids, known, ttlSeconds: readClassTtl(KIT), ...(onCheck && { onCheck }) },
      OWN_MACHINE,
    );
  const first = await grade(only.filter((id) => FIRST.includes(id)));
  const others = only.filter((id) => !FIRST.includes(id));
  if (others.length === 0 || !goesOn(first)) return first;
  const stages = [others.filter((id) => BESIDE.includes(id)), others.filter((id) => !BESIDE.includes(id))];
  const rest = stages.filter((ids) => ids.length > 0).map((ids) => grade(ids, first.details.checks));
  return together([first, ...(await Promise.all(rest))]);
}

/** Where not a single view is served as it was trained, the other checks have nothing to stand on. */
function goesOn({ details }: Graded): boolean {
  const passed = (id: CheckId): boolean => {
    const check = details.checks.find((each) => each.id === id);
    return check !== undefined && (check.status !== 'failed' || check.earned > 0);
  };
  return passed('S0') && passed('E1');
}
