import { rmSync } from 'node:fs';
import { join } from 'node:path';

import * as files from '../batch/out-files';
import { writeWhole } from '../batch/write-whole';
import { classCsv } from '../exports/class-csv';
import { classJson } from '../exports/class-json';
import { classroom50Result } from '../exports/classroom50';
import { gradescopeResults } from '../exports/gradescope';
import { junitXml } from '../exports/junit';
import type { Policy } from '../policy/policy';
import { classPage } from './class-page';
import type { ClassRecord } from './class-record';
import type { GradedSubmission } from './graded-submission';
import { studentJson } from './student-json';
import { studentPage } from './student-page';

/**
 * All reports, each student's and the class's.
 * @param gradedAt ISO
 */
export function writeReports(out: string, record: ClassRecord, gradedAt: string): void {
  for (const graded of record.submissions) writeStudent(out, graded, record.policy, gradedAt);
  const place = join(out, files.CLASS_FOLDER);
  writeWhole(join(place, files.CLASS_PAGE), classPage(record));
  writeWhole(join(place, files.CLASS_CSV), classCsv(record));
  writeWhole(join(place, files.CLASS_JUNIT), junitXml(record.submissions, gradedAt));
  // Last: what changed is told against it, so it changes only when all else is there.
  writeWhole(join(place, files.CLASS_JSON), classJson(record));
}

function writeStudent(out: string, graded: GradedSubmission, policy: Policy, gradedAt: string): void {
  const place = join(out, graded.name);
  const texts = {
    [files.STUDENT_PAGE]: studentPage(graded, policy),
    [files.STUDENT_JSON]: studentJson(graded, policy),
    [files.GRADESCOPE]: gradescopeResults(graded),
    [files.CLASSROOM50]: classroom50Result(graded, policy, gradedAt),
    [files.JUNIT]: junitXml([graded], gradedAt),
  };
  for (const [name, text] of Object.entries(texts)) {
    if (text === undefined) rmSync(join(place, name), { force: true });
    else writeWhole(join(place, name), text);
  }
}
