import { createHash, randomInt } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { findAlike } from '../alike/find-alike';
import { readStarter } from '../alike/read-starter';
import { choose, GraderError } from '../grader-error';
import { GRADER_VERSION } from '../grader-version';
import { DEFAULT_POLICY } from '../policy/policy';
import { readComments } from '../policy/comments';
import type { Policy } from '../policy/policy';
import { readPolicy } from '../policy/read-policy';
import { classOf } from '../reports/class-of';
import type { ClassRecord } from '../reports/class-record';
import { writeReports } from '../reports/write-reports';
import { removeFolder } from '../run/remove-folder';
import { readFetched } from '../roster/fetched';
import type { Fetched } from '../roster/fetched';
import type { Proof } from '../sandbox/canaries';
import { groupMembers } from './class-members';
import { failedResult } from './failed-result';
import { DEADLINE } from './grade-apart';
import type { gradeApart } from './grade-apart';
import { gradeBatch } from './grade-batch';
import { lockOut } from './lock-out';
import { policyDigest } from './policy-digest';
import { printable } from './printable';
import type { Progress } from './progress';
import { findRun, readRun, writeRun } from './run-record';
import type { RunRecord } from './run-record';
import { isCurrent, readStored, writeStored } from './stored-result';
import type { ResultKey, Stored } from './stored-result';
import { findSubmissions } from './submissions';
import { takeSubmissionIn } from './take-class-in';
import { unknownNames } from './unknown-names';
import type { TakenSubmission } from './take-class-in';

export interface GradeClassOptions {
  /** The folder with a folder for each submission. */
  readonly submissions: string;
  readonly out: string;
  readonly seed?: number | undefined;
  readonly jobs: number;
  readonly policy?: string | undefined;
  readonly comments?: string | undefined;
  readonly allowUnsafe: boolean;
  /** Only these; the others' results stay as they are. */
  readonly only?: readonly string[] | undefined;
  /** Grade also what is graded already. */
  readonly again: boolean;
  /** Grades one: in a process of its own. */
  readonly grade: typeof gradeApart;
  /** The canaries; once for the batch. */
  readonly prove: (options: { readonly allowUnsafe: boolean }) => Promise<Pick<Proof, 'isolation' | 'layers'>>;
  /** @param total of those that are still to be graded; `ready` were already */
  readonly progress: (total: number, ready: number) => Progress;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  readonly now: Date;
}

/** Tries of a submission whose grading ended in the grader's own error. */
const ATTEMPTS = 3;

/**
 * Grades a class: what is graded already under the same key is not graded again, so that the same command goes on
 * where another was killed. Writes results as they come, and in the end all reports.
 * @throws GraderError for what the instructor can mend; nothing is graded then
 */
export async function gradeClass(options: GradeClassOptions): Promise<ClassRecord> {
  const [from, out] = [resolve(options.submissions), resolve(options.out)];
  if (from === out) throw new GraderError(`${out} holds the submissions`, 'name another folder with --out');
  const last = findRun(out);
  const files = instructorsFiles(options, last);
  const policy = files.policy === null ? DEFAULT_POLICY : readPolicy(files.policy);
  // They are read when all is graded: what is wrong in them is said before.
  if (files.comments !== null) readComments(files.comments);
  const found = findSubmissions(from, out);
  const { grouped, skipped } = groupMembers(found.submissions, policy.pairs);
  for (const line of [...found.skipped, ...skipped]) options.say(`skipped ${printable(line, 200)}`);
  const names = found.submissions.map(({ name }) => name);
  for (const line of unknownNames('policy', [...policy.extensions.keys(), ...policy.pairs.flat()], names))
    options.say(printable(line, 200));
  demandKnown(options.only ?? [], names);
  const unlock = lockOut(out);
  const temporary = temporaryOf(out);
  try {
    const fetched = readFetched(from);
    // A policy that nobody named this time brings no seed of its own.
    const ofCohort = options.policy === undefined ? null : policy.cohort.seed;
    const seed = options.seed ?? ofCohort ?? last?.seed ?? policy.cohort.seed ?? randomInt(2 ** 31);
    const taken = grouped.map(({ members, submission }) => takeSubmissionIn(submission, members));
    writeRun(out, {
      submissions: from,
      seed,
      ...files,
      graded_at: options.now.toISOString(),
      graded: taken.map(({ digest, members, name }) => ({
        ...{ name, members, digest },
        fetched: fetchedOf(name, fetched, options.only?.includes(name) === false ? last : undefined),
      })),
      alike: findAlike(taken, readStarter()),
      skipped: [...found.skipped, ...skipped],
      published: last?.published ?? [],
    });
    await gradeAll(taken, fetched, { ...options, out, policy, seed, temporary });
    const record = classOf(out, readRun(out));
    writeReports(out, record, options.now.toISOString());
    return record;
  } finally {
    removeTemporaries(out);
    unlock();
  }
}

/** The policy and the comments, absolute: those of the last time where none is named. It says so. */
function instructorsFiles(
  { comments, policy, say }: GradeClassOptions,
  last: RunRecord | undefined,
): Pick<RunRecord, 'comments' | 'policy'> {
  const fileOf = (name: 'comments' | 'policy', file: string | undefined): string | null => {
    if (file !== undefined) return resolve(file);
    const before = last?.[name] ?? null;
    if (before !== null)
      say(printable(`${name} as the last time: ${before} (--${name} FILE for another; an empty one is none)`, 300));
    return before;
  };
  return { policy: fileOf('policy', policy), comments: fileOf('comments', comments) };
}

/** @throws GraderError for the first that is none of `names` */
function demandKnown(asked: readonly string[], names: readonly string[]): void {
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new GraderError(
    `there is no submission ${JSON.stringify(unknown)}`,
    choose(
      printable(unknown),
      names.map((name) => printable(name)),
    ),
  );
}

/**
 * Where it came from and when; null where it was not fetched. A result that stays as it is keeps what the last record
 * has: a later hand-in is not what was graded.
 */
function fetchedOf(name: string, now: ReadonlyMap<string, Fetched>, last: RunRecord | undefined): Fetched | null {
  const before = last?.graded.find((one) => one.name === name);
  return before ? before.fetched : (now.get(name) ?? null);
}

interface Batch extends Omit<GradeClassOptions, 'policy' | 'seed'> {
  readonly policy: Policy;
  readonly seed: number;
  readonly temporary: string;
}

async function gradeAll(
  taken: readonly TakenSubmission[],
  fetched: ReadonlyMap<string, Fetched>,
  { again, allowUnsafe, grade: gradeOne, jobs, only, out, policy, progress, prove, seed, signal, temporary }: Batch,
): Promise<void> {
  const keyOf = ({ digest }: TakenSubmission): ResultKey => ({
    digest,
    grader_version: GRADER_VERSION,
    seed,
    policy: policyDigest(policy),
  });
  const wanted = taken.filter(({ name }) => only === undefined || only.includes(name));
  const due = wanted.filter((one) => again || !isCurrent(readStored(out, one.name), keyOf(one)));
  if (due.length === 0) return;
  const proof = await prove({ allowUnsafe });
  const bar = progress(due.length, wanted.length - due.length);
  const grade = async (submission: TakenSubmission): Promise<Stored> => {
    const language = fetched.get(submission.name)?.language ?? policy.language;
    const told = { allowUnsafe, language, seed, ttlSeconds: policy.cohort.ttlSeconds, weights: policy.weights };
    const { isolation, layers } = proof;
    const task = { folder: submission.folder, options: told, proof: { isolation, layers } };
    const { details, result } = await gradeOne(task, { temporary, deadline: DEADLINE, signal });
    return { details, result: { ...result, submission: submission.name, policy: policyDigest(policy) } };
  };
  try {
    await gradeBatch(due, {
      grade,
      jobs,
      attempts: ATTEMPTS,
      failed: (one, reason) => failedResult(one.name, reason, keyOf(one), proof.isolation),
      onResult: (stored) => {
        signal.throwIfAborted();
        writeStored(out, stored);
        bar.done(stored.result);
      },
    });
  } finally {
    bar.stop();
  }
}

/**
 * A new folder, named for OUT so that what a killed batch left is found and removed. Never the same one again: the
 * graders of a killed batch end by themselves, a moment after it, and until then still write into theirs.
 */
function temporaryOf(out: string): string {
  removeTemporaries(out);
  const folder = mkdtempSync(join(tmpdir(), prefixOf(out)));
  // Runs that belong to somebody else pass through, and do not look around.
  chmodSync(folder, 0o711);
  return folder;
}

function prefixOf(out: string): string {
  return `featlab-class-${createHash('sha256').update(out).digest('hex').slice(0, 16)}-`;
}

/** Before a batch and after it: what a killed one left may still be written to when the next begins. */
function removeTemporaries(out: string): void {
  for (const name of readdirSync(tmpdir())) {
    if (name.startsWith(prefixOf(out))) removeIfPossible(join(tmpdir(), name));
  }
}

function removeIfPossible(folder: string): void {
  try {
    removeFolder(folder);
  } catch {
    // Somebody writes into it: it is removed when the batch ends, or the next one.
  }
}
