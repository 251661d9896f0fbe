import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEADLINE, gradeApart } from '../batch/grade-apart';
import { CHECK_IDS } from '../check-list';
import type { CheckId } from '../check-list';
import type { Graded } from '../details';
import { GraderError } from '../grader-error';
import { removeFolder } from '../run/remove-folder';
import { proveIsolation } from '../sandbox/canaries';
import type { Proof } from '../sandbox/canaries';
import { corpusEntries } from './entries';
import type { Entry } from './entries';
import { surprises, withoutAKill } from './expectation';
import { killMatrix } from './kill-matrix';

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
  /** Then all is killed and removed. */
  readonly signal: AbortSignal;
  readonly out: (text: string) => void;
}

/** Half of what grading a submission takes. */
const LONG: readonly CheckId[] = ['M8', 'I2', 'P1'];

/** An entry as it lies in a folder. */
interface Made extends Pick<Entry, 'expected'> {
  readonly folder: string;
}

/**
 * What a round needs. Each is graded in a process of its own, as in a class: where two shared one, the kills of the one
 * would wait for the work of the other.
 */
interface Round extends Omit<CorpusOptions, 'only' | 'rounds'> {
  readonly proof: Proof;
  readonly temporary: string;
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
  const [place, temporary] = ['corpus', 'grading'].map((what) => mkdtempSync(join(tmpdir(), `featlab-${what}-`)));
  // Runs that belong to somebody else pass through, and do not look around.
  chmodSync(temporary, 0o711);
  try {
    const entries = makeEntries(place, new RegExp(options.only));
    let [passed, failed] = [0, 0];
    for (let round = 0; round < options.rounds; round++) {
      const ends = await gradeAll(entries, { ...options, proof, temporary, seed: options.seed + round });
      out(`\n${killMatrix(ends.flatMap(({ graded }) => graded?.result ?? []))}\n\n`);
      const right = ends.filter(({ wrong }) => wrong.length === 0).length;
      passed += right;
      failed += ends.length - right;
    }
    const idle = options.only === '' ? withoutAKill(entries.map(({ expected }) => expected.fails)) : [];
    for (const id of idle) out(`✗ ${id} kills nothing that no other does\n`);
    const isWeak = proof.isolation !== 'strong' && process.env['CI'] !== undefined;
    if (isWeak) out('✗ the isolation is not strong\n');
    return { passed, failed: failed + idle.length + (isWeak ? 1 : 0) };
  } finally {
    for (const folder of [place, temporary]) removeFolder(folder);
  }
}

function makeEntries(place: string, only: RegExp): Made[] {
  const chosen = corpusEntries().filter(({ expected }) => only.test(expected.name));
  if (chosen.length === 0)
    throw new GraderError(`no submission’s name matches ${only.source}`, 'leave --only out to see all');
  return chosen.map(({ expected, make }) => {
    const folder = join(place, expected.name);
    make(folder);
    return { folder, expected };
  });
}

/** What became of an entry. */
interface EntryEnd {
  /** Undefined where the grader itself fell over. */
  readonly graded?: Graded;
  /** What is not as the corpus says. */
  readonly wrong: readonly string[];
}

async function gradeAll(entries: readonly Made[], round: Round): Promise<EntryEnd[]> {
  const ends: EntryEnd[] = [];
  const waiting = [...entries.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, entry] = next;
      ends[place] = await endOf(entry, round);
      round.out(lineOf(entry.expected.name, ends[place]));
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: round.jobs }, worker));
  for (const one of workers) if (one.status === 'rejected') throw one.reason;
  return ends;
}

/** @throws Error where all of it was stopped */
async function endOf(
  { expected, folder }: Made,
  { allowUnsafe, light, proof: { isolation, layers }, seed, signal, temporary }: Round,
): Promise<EntryEnd> {
  const there = [...expected.fails, ...(expected.spares ?? [])];
  const only = light ? CHECK_IDS.filter((id) => !LONG.includes(id) || there.includes(id)) : CHECK_IDS;
  const task = { folder, options: { allowUnsafe, only, seed }, proof: { isolation, layers } };
  try {
    const graded = await gradeApart(task, { temporary, deadline: DEADLINE, signal });
    return { graded, wrong: surprises(expected, graded) };
  } catch (error) {
    signal.throwIfAborted();
    return { wrong: [error instanceof Error ? error.message : String(error)] };
  }
}

function lineOf(name: string, { graded, wrong }: EntryEnd): string {
  const figures = graded
    ? `${String(graded.result.score ?? '–')}  ${graded.details.cpuSeconds.toFixed(0)} s of processor, ${graded.details.seconds.toFixed(0)} s`
    : 'not graded';
  return `${wrong.length === 0 ? '✓' : '✗'} ${name}  ${figures}\n${wrong.map((line) => `    ${line}\n`).join('')}`;
}
