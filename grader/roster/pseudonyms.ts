import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

import { writeWhole } from '../batch/write-whole';
import { toCsv } from '../exports/csv';
import { readRoster } from './roster';
import type { Student } from './roster';

/**
 * Gives each student a folder with a pseudonym, and writes the roster with them to `key`, the only file that says who
 * is who. Who has one there keeps it. The pseudonyms are chance: nothing leads back from them.
 */
export function withPseudonyms(students: readonly Student[], roster: string, key: string): readonly Student[] {
  const before = existsSync(key) ? readRoster(key) : [];
  const given = students.map((student) => {
    const known = before.find(({ name }) => name === student.name)?.folder;
    return { ...student, folder: known ?? `s-${randomBytes(4).toString('hex')}` };
  });
  const rows: Record<string, string>[] = parse(readFileSync(roster, 'utf8'), {
    columns: true,
    bom: true,
    trim: true,
    skip_empty_lines: true,
  });
  const columns = [...Object.keys(rows[0] ?? {}).filter((column) => column !== 'folder'), 'folder'];
  const cells = rows.map((row, i) =>
    columns.map((column) => (column === 'folder' ? (given[i]?.folder ?? '') : (row[column] ?? ''))),
  );
  writeWhole(key, toCsv(columns, cells), true);
  return given;
}
