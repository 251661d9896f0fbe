import { gradeLines, isolationText } from '../reports/grade-lines';
import type { GradedSubmission } from '../reports/graded-submission';
import { WORDS } from '../reports/words';
import type { Student } from '../roster/roster';
import { toCsv } from './csv';

/** A student with the submission that is theirs; absent where they handed nothing in. */
export interface Entry {
  readonly student: Student;
  readonly graded: GradedSubmission | undefined;
}

/**
 * For Canvas (Grades → Import): its own columns, the assignment with its points in the second line. Who has no grade
 * has an empty cell, which Canvas leaves alone. `assignment` must be as Canvas exports it, `Homework 4 (12345)`, to be
 * that one and not a new one.
 */
export function canvasCsv(entries: readonly Entry[], assignment: string): string {
  const head = ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', assignment];
  const rows = entries.map(({ graded, student }) => [
    student.student || student.name,
    student.canvasId,
    student.sisId,
    student.login || student.email,
    student.section,
    graded?.grade ?? null,
  ]);
  return toCsv(head, [['    Points Possible', '', '', '', '', 100], ...rows]);
}

/** For Moodle (Grades → Import → CSV): e-mail and id number to map by, the grade and a line of feedback. */
export function moodleCsv(entries: readonly Entry[], assignment: string): string {
  const rows = entries.map(({ graded, student }) => [
    student.email,
    student.sisId || student.name,
    graded?.grade ?? null,
    graded ? feedbackOf(graded) : '',
  ]);
  return toCsv(['Email address', 'ID number', assignment, `${assignment} feedback`], rows);
}

function feedbackOf(graded: GradedSubmission): string {
  const { comment, language, state } = graded;
  const lines = [WORDS[state][language], ...gradeLines(graded), isolationText(graded), comment?.text];
  return lines.flatMap((line) => (line ? [line.replace(/\.$/, '')] : [])).join('. ');
}
