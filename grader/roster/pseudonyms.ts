import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';

import { writeWhole } from '../batch/write-whole';
import { readRoster, readRows } from './roster';
import type { Student } from './roster';

/**
 * Gives each student a folder with a pseudonym, and writes the roster with them to `key`, the only file that says who
 * is who. Who has one there keeps it, and whoever is there stays there. The pseudonyms are chance: nothing leads back
 * from them.
 */
export function withPseudonyms(students: readonly Student[], roster: string, key: string): readonly Student[] {
  const before = existsSync(key) ? readRoster(key) : [];
  const given = students.map((student) => {
    const known = before.find(({ name }) => isSame(name, student.name))?.folder;
    return { ...student, folder: known ?? `s-${randomBytes(4).toString('hex')}` };
  });
  // The roster's lines, in their order.
  const rows = readRows(roster).map((row, i) => ({ ...row, folder: given[i]?.folder ?? '' }));
  // Another roster's, or of who is not in this one any more: without their line nobody could tell who they are.
  const others =
    before.length === 0
      ? []
      : readRows(key).filter((row) => !given.some(({ name }) => isSame(name, row['name'] ?? '')));
  const all: readonly Readonly<Record<string, string>>[] = [...rows, ...others];
  const columns = [...new Set(all.flatMap((row) => Object.keys(row)))].filter((column) => column !== 'folder');
  // Cells as they are: a name with something put before it would be another one's the next time.
  writeWhole(key, stringify([...all], { header: true, columns: [...columns, 'folder'] }), true);
  return given;
}

/** As a roster takes names: two that differ in capitals alone are one. */
function isSame(name: string, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase();
}
