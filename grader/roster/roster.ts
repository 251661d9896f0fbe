import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import { distance } from 'fastest-levenshtein';

import { GraderError } from '../grader-error';
import { parseTime } from '../policy/duration';
import type { Language } from '../text';

/** A student, as a line of the roster has it. */
export interface Student {
  /** Of the submission's folder. */
  readonly name: string;
  /** A repository (URL or path), a folder, or a zip file; paths are relative to the roster. */
  readonly source: string;
  /** Branch, tag or nothing: what the repository's HEAD says. */
  readonly ref: string;
  readonly language: Language | null;
  /** ISO. */
  readonly submittedAt: string | null;
  /** In OUT, where the folder has a pseudonym; else the name. */
  readonly folder: string;
  /** For gradebooks; empty where the roster has no such column. */
  readonly student: string;
  readonly email: string;
  readonly canvasId: string;
  readonly sisId: string;
  readonly login: string;
  readonly section: string;
}

export const COLUMNS = [
  'name',
  'source',
  'ref',
  'language',
  'submitted_at',
  'folder',
  'student',
  'email',
  'canvas_id',
  'sis_id',
  'login',
  'section',
] as const;

type Row = Readonly<Record<string, string>>;

/** Where there is no roster a student is the folder's name. */
export function plainStudent(name: string): Student {
  const unknown = { ref: '', language: null, submittedAt: null, source: '', student: '', email: '' };
  return { ...unknown, name, folder: name, canvasId: '', sisId: '', login: '', section: '' };
}

/**
 * The roster in a CSV file whose first line names its columns; `name` is the only one that all commands need, others
 * than COLUMNS are left alone.
 * @throws GraderError with the line of what is wrong
 */
export function readRoster(file: string): readonly Student[] {
  const rows = rowsOf(file);
  const students = rows.map((row, i) => studentOf(row, `${basename(file)} line ${String(i + 2)}`));
  for (const field of ['name', 'folder'] as const) {
    const keys = students.map((student) => student[field].toLowerCase());
    const twice = keys.findIndex((key, i) => keys.indexOf(key) !== i);
    if (twice < 0) continue;
    throw new GraderError(
      `${basename(file)} line ${String(twice + 2)}: ${students[twice]?.[field] ?? ''} is there twice`,
      'give each submission a name of its own (pairs go into the policy)',
    );
  }
  return students;
}

/** The cells of each line, by column: also what is no column of ours. Spreadsheets divide them by commas, semicolons or tabs. */
export function readRows(file: string): readonly Row[] {
  try {
    const text = textOf(file);
    const delimiter = delimiterOf(text);
    return parse(text, { columns: true, delimiter, trim: true, skip_empty_lines: true });
  } catch (error) {
    throw new GraderError(
      `the roster ${file} cannot be read (${error instanceof Error ? error.message : String(error)})`,
      'make it a CSV file in UTF-8 (in Excel: “CSV UTF-8”) whose first line is name,source',
    );
  }
}

/** @throws where it is not UTF-8: of names in another encoding the letters with accents would be lost */
function textOf(file: string): string {
  const bytes = readFileSync(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('it is not in UTF-8');
  }
}

/** What the first line, of names without any of these, is divided by. */
function delimiterOf(text: string): string {
  const header = /^.*/.exec(text)?.[0] ?? '';
  return [',', ';', '\t'].find((one) => header.includes(one)) ?? ',';
}

function rowsOf(file: string): readonly Row[] {
  const rows = readRows(file);
  const columns = Object.keys(rows[0] ?? {});
  for (const column of columns) {
    const meant = COLUMNS.find((known) => known !== column && distance(known, column.toLowerCase()) <= 2);
    if (meant === undefined || (COLUMNS as readonly string[]).includes(column)) continue;
    throw new GraderError(`${basename(file)} has a column ${column}`, `did you mean ${meant}? Or rename it`);
  }
  if (columns.includes('name')) return rows;
  throw new GraderError(
    `${basename(file)} has no column name, or no line below its first`,
    `make its first line name,source`,
  );
}

function studentOf(row: Row, place: string): Student {
  const of = (column: (typeof COLUMNS)[number]): string => row[column] ?? '';
  const language = of('language');
  if (language !== '' && language !== 'es' && language !== 'en') {
    throw new GraderError(`${place}: language is ${language}`, 'write es, en, or nothing');
  }
  const time = of('submitted_at');
  const submitted = parseTime(time);
  if (time !== '' && submitted === undefined) {
    throw new GraderError(`${place}: submitted_at is ${time}`, 'write a time with its zone: 2026-11-30T23:59:00-03:00');
  }
  return {
    name: folderName(of('name'), place),
    source: of('source'),
    ref: of('ref'),
    language: language === '' ? null : language,
    submittedAt: submitted === undefined ? null : new Date(submitted).toISOString(),
    folder: folderName(of('folder') || of('name'), place),
    student: of('student'),
    email: of('email'),
    canvasId: of('canvas_id'),
    sisId: of('sis_id'),
    login: of('login'),
    section: of('section'),
  };
}

/** A name becomes a folder's: it may not lead elsewhere, on any system. */
function folderName(name: string, place: string): string {
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name);

  if (name !== '' && name.length <= 100 && !/[\0-\x1f<>:"/\\|?*]|^\.|[. ]$/.test(name) && !reserved) return name;
  throw new GraderError(
    `${place}: ${JSON.stringify(name)} cannot be the name of a folder`,
    'write letters, digits, - and _, at most 100, for example the login',
  );
}
