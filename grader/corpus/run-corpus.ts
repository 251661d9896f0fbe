import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECK_IDS } from '../check-list';
import type { CheckId } from '../check-list';
import type { Graded } from '../details';
import { gradeSubmission } from '../grade-submission';
import { proveIsolation } from '../sandbox/canaries';
import type { Proof } from '../sandbox/canaries';
import { ROOT } from '../sandbox/kit';
import { surprises, withoutAKill } from './expectation';
import { killMatrix } from './kill-matrix';
import { makeSubmission } from './make-submission';
import { WRONG } from './wrong';
import type { WrongSubmission } from './wrong-submission';

export interface CorpusOptions {
  /** Only submissions whose name matches this; all where it is empty. */
  readonly only: string;
  /** Without the checks that take long, where they are not the ones to fail. */
  readonly light: boolean;
  /** How often all of it, each time with another seed: no verdict may flip. */
  readonly rounds: number;
  readonly jobs: number;
  readonly seed: number;
  readonly allowUnsafe: boolean;
  readonly out: (text: string) => void;
}

/** Half of what grading a submission takes. */
const LONG: readonly CheckId[] = ['M8', 'I2', 'P1'];

/** Expected of the starter: it fails at its TODOs. */
const STARTER: WrongSubmission = {
  name: 'starter',
  base: 'starter',
  story: 'as it is handed out',
  fails: ['R0', 'D0', 'E1', 'E2'],
};

interface Entry {
  readonly folder: string;
  readonly expected: Pick<WrongSubmission, 'name' | 'fails' | 'cause' | 'notice'>;
}

/** Grades the corpus and compares with what it says of itself. Answers how many were as expected, and how many not. */
export async function runCorpus(options: CorpusOptions): Promise<{ passed: number; failed: number }> {
  const { out } = options;
  const proof = await proveIsolation(options);
  out(
    `isolation: ${proof.isolation} (${Object.entries(proof.layers)
      .map(([name, holds]) => `${holds ? '✓' : '✗'} ${name}`)
      .join(', ')})\n`,
  );
  const place = mkdtempSync(join(tmpdir(), 'featlab-corpus-'));
  try {
    const entries = entriesIn(place).filter(({ expected }) => new RegExp(options.only).test(expected.name));
    const compiled = join(place, '.compiled');
    let [passed, failed] = [0, 0];
    for (let round = 0; round < options.rounds; round++) {
      const graded = await gradeAll(entries, { ...proof, compiled }, { ...options, seed: options.seed + round });
      out(`\n${killMatrix(graded.map(({ result }) => result))}\n\n`);
      const right = entries.filter(({ expected }, i) => surprises(expected, graded[i]).length === 0).length;
      passed += right;
      failed += entries.length - right;
    }
    const idle = options.only === '' ? withoutAKill(entries.map(({ expected }) => expected.fails)) : [];
    for (const id of idle) out(`✗ ${id} kills nothing that no other does\n`);
    const isWeak = proof.isolation !== 'strong' && process.env['CI'] !== undefined;
    if (isWeak) out('✗ the isolation is not strong\n');
    return { passed, failed: failed + idle.length + (isWeak ? 1 : 0) };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function entriesIn(place: string): Entry[] {
  const folder = join(ROOT, 'grader', 'corpus', 'right');
  const nothing: readonly CheckId[] = [];
  const right = readdirSync(folder).map((name) => ({ folder: join(folder, name), expected: { name, fails: nothing } }));
  const reference = { folder: join(ROOT, 'homework', 'solution'), expected: { name: 'solution', fails: nothing } };
  const wrong = [STARTER, ...WRONG].map((expected) => {
    const made = join(place, expected.name);
    makeSubmission(made, expected);
    return { folder: made, expected };
  });
  return [reference, ...right, ...wrong];
}

async function gradeAll(
  entries: readonly Entry[],
  proof: Proof,
  { jobs, seed, light, out }: CorpusOptions,
): Promise<Graded[]> {
  const graded: Graded[] = [];
  const waiting = [...entries.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, { folder, expected }] = next;
      const only = light ? CHECK_IDS.filter((id) => !LONG.includes(id) || expected.fails.includes(id)) : CHECK_IDS;
      graded[place] = await gradeSubmission(folder, { seed, only }, proof);
      out(lineOf(expected.name, graded[place], surprises(expected, graded[place])));
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return graded;
}

function lineOf(name: string, { result, details }: Graded, wrong: readonly string[]): string {
  const figures = `${String(result.score ?? '–')}  ${details.cpuSeconds.toFixed(0)} s of processor, ${details.seconds.toFixed(0)} s`;
  return `${wrong.length === 0 ? '✓' : '✗'} ${name}  ${figures}\n${wrong.map((line) => `    ${line}\n`).join('')}`;
}
