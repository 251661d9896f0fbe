import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../sandbox/kit';
import { makeSubmission } from './make-submission';
import { WRONG } from './wrong';
import type { WrongSubmission } from './wrong-submission';

/** A submission of the corpus, and what is to come of it. */
export interface Entry {
  readonly expected: Pick<WrongSubmission, 'name' | 'fails' | 'cause' | 'notice' | 'spares'>;
  /** Writes it into the folder `to`, which is made. */
  readonly make: (to: string) => void;
}

/** Expected of the starter: it fails at its TODOs. */
const STARTER: WrongSubmission = {
  name: 'starter',
  base: 'starter',
  story: 'as it is handed out',
  fails: ['R0', 'D0', 'E1', 'E2'],
};

/** The reference, those that are right, the starter, and those that are wrong. */
export function corpusEntries(): readonly Entry[] {
  const folder = join(ROOT, 'grader', 'corpus', 'right');
  const right = readdirSync(folder).map((name) => rightEntry(name, join(folder, name)));
  const wrong = [STARTER, ...WRONG].map((expected) => ({
    expected,
    make: (to: string) => {
      makeSubmission(to, expected);
    },
  }));
  return [rightEntry('solution', join(ROOT, 'homework', 'solution')), ...right, ...wrong];
}

function rightEntry(name: string, folder: string): Entry {
  return {
    expected: { name, fails: [] },
    make: (to) => {
      cpSync(folder, to, { recursive: true });
    },
  };
}
