import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { gradeSubmission } from '../grade-submission';
import { openBox } from '../sandbox/box';
import type { GradeClassOptions } from '../batch/grade-class';

/** Folders that are no homework, a file in each: graded in no time, by the real grader in its own processes. */
export function tinyClass(names: readonly string[]): { readonly submissions: string; readonly out: string } {
  const place = mkdtempSync(join(tmpdir(), 'featlab-tiny-class-'));
  const submissions = join(place, 'submissions');
  for (const name of names) {
    mkdirSync(join(submissions, name), { recursive: true });
    writeFileSync(join(submissions, name, 'README.md'), `# ${name}\n`);
  }
  return { submissions, out: join(place, 'out') };
}

/** What a batch needs beside the two folders: quiet, in this process and without canaries, for nothing of these is run. */
export const QUIET: Omit<GradeClassOptions, 'submissions' | 'out'> = {
  jobs: 2,
  seed: 7,
  again: false,
  allowUnsafe: false,
  grade: ({ folder, options, proof }) => gradeSubmission(folder, options, { ...proof, box: openBox }),
  prove: async () => ({
    isolation: 'strong',
    layers: {
      ...{ secrets: true, network: true, writes: true, forks: true },
      ...{ memory: true, disk: true, output: true, time: true, outlive: true },
    },
  }),
  progress: () => ({ done: () => undefined, stop: () => undefined }),
  say: () => undefined,
  signal: new AbortController().signal,
  now: new Date('2026-12-02T10:00:00Z'),
};
