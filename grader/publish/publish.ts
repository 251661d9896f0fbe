import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

import { CLASSROOM50, GRADESCOPE, JUNIT, STUDENT_JSON, STUDENT_PAGE } from '../batch/out-files';
import { lockGraded } from '../batch/lock-out';
import { readRun, writeRun } from '../batch/run-record';
import { writeWhole } from '../batch/write-whole';
import { canvasCsv, moodleCsv } from '../exports/gradebooks';
import { GraderError } from '../grader-error';
import { classOf } from '../reports/class-of';
import type { ClassRecord } from '../reports/class-record';
import { writeReports } from '../reports/write-reports';
import { plainStudent } from '../roster/roster';
import type { Student } from '../roster/roster';

/** What a student gets: no result.json (it has the seed), no details, nothing of others. */
const THEIRS = [STUDENT_PAGE, STUDENT_JSON, GRADESCOPE, CLASSROOM50, JUNIT];

/** Of what is for the instructor's gradebooks, beside the students' folders. */
const GRADEBOOKS = '_gradebooks';

export interface Published {
  /** As it is now, with the policy and the comments as they are now: so are the reports and the gradebooks. */
  readonly record: ClassRecord;
  readonly students: number;
  /** Names in the roster without a graded submission. */
  readonly without: readonly string[];
  /** Graded submissions that the roster has no line for; nobody gets them. */
  readonly unnamed: readonly string[];
}

/**
 * Makes the reports anew and copies to `to` a folder for each student with only theirs; both of a pair get it. With a
 * roster the folders have its names (pseudonyms end here), and there are CSV files for gradebooks.
 */
export function publish(out: string, to: string, roster: readonly Student[] | undefined): Published {
  if (`${resolve(to)}${sep}`.startsWith(`${resolve(out)}${sep}`))
    throw new GraderError(`${to} lies in ${out}`, 'publish to a folder of its own');
  const unlock = lockGraded(out);
  try {
    return publishReports(out, to, roster);
  } finally {
    unlock();
  }
}

function publishReports(out: string, to: string, roster: readonly Student[] | undefined): Published {
  const run = readRun(out);
  if (!run.published.includes(resolve(to)) && existsSync(to) && readdirSync(to).length > 0)
    throw new GraderError(`${to} is not empty`, 'publish to a new folder: all of it goes when the class is deleted');
  const record = classOf(out, run);
  writeReports(out, record, run.graded_at);
  const { policy, submissions } = record;
  const entries = (roster ?? submissions.flatMap(({ members }) => members.map(plainStudent))).map((student) => ({
    student,
    graded: submissions.find(({ members }) => members.includes(student.folder)),
  }));
  writeRun(out, { ...run, published: [...new Set([...run.published, resolve(to)])] });
  for (const { graded, student } of entries) {
    if (graded && graded.state !== 'pending') copyTheirs(join(out, graded.name), join(to, student.name));
  }
  if (roster) {
    writeWhole(join(to, GRADEBOOKS, 'canvas.csv'), canvasCsv(entries, policy.assignment));
    writeWhole(join(to, GRADEBOOKS, 'moodle.csv'), moodleCsv(entries, policy.assignment));
  }
  const without = entries.filter(({ graded }) => !graded || graded.state === 'pending');
  const named = new Set(entries.map(({ student }) => student.folder));
  return {
    record,
    students: entries.length - without.length,
    without: without.map(({ student }) => student.name),
    unnamed: submissions.filter(({ members }) => !members.some((one) => named.has(one))).map(({ name }) => name),
  };
}

function copyTheirs(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const file of THEIRS) if (existsSync(join(from, file))) cpSync(join(from, file), join(to, file));
}
