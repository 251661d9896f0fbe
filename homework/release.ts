import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeClassTtl } from './class-ttl';
import type { TtlSeconds } from './class-ttl';
import { git } from './git';
import { HomeworkError } from './homework-error';
import { KIT } from './kit';
import { leaks } from './leaks';
import { secretFiles, studentFiles } from './student-files';

/**
 * Writes to `out` what students get: the kit without the reference, the oracle, the corpus and the hidden checks, and
 * looks for the content of these in what it wrote before it gives it away.
 * @param out absolute; not there yet, or empty
 * @param ttl of a class whose TTLs are not the text's: the students' own check goes by them
 * @returns the files, as paths from `out`
 * @throws HomeworkError where `out` has something, where the kit is no clone, or where something secret was found
 */
export function releaseToStudents(out: string, ttl: TtlSeconds = {}): string[] {
  if (existsSync(out) && readdirSync(out).length > 0) {
    throw new HomeworkError(
      `${out} is there already, with ${readdirSync(out).slice(0, 5).join(', ')}`,
      'choose a new folder',
    );
  }
  const all = projectFiles();
  const files = studentFiles(KIT, all);
  const part = `${out}.part`;
  rmSync(part, { recursive: true, force: true });
  try {
    for (const file of files) copy(file, part);
    forgetCommands(part);
    if (Object.keys(ttl).length > 0) writeClassTtl(part, ttl);
    prove(part, files, all);
    rmSync(out, { recursive: true, force: true });
    renameSync(part, out);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  return files;
}

/** What git has of the project, changed or not. */
export function projectFiles(): string[] {
  const listed = git(KIT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard');
  if (listed === undefined)
    throw new HomeworkError(`${KIT} is no git repository`, 'release from a clone of the project');
  return listed.split('\0').filter((file) => file !== '' && existsSync(join(KIT, file)));
}

function copy(file: string, to: string): void {
  mkdirSync(dirname(join(to, file)), { recursive: true });
  cpSync(join(KIT, file), join(to, file));
}

/** What students have of the answer anyway: the starter, and the last lesson, which begins the homework with them. */
const GIVEN = /^(homework\/starter\/|notebooks\/src\/05_)/;

/** The instructor's commands are not in a student's kit. */
function forgetCommands(folder: string): void {
  edit(
    join(folder, 'package.json'),
    /^ {4}"(grade|grade:load|release|test:(grader|deep|homework)|notebooks:record)": .*\n/gm,
  );
  edit(join(folder, 'lib', 'setup', 'main.mjs'), /^ {2}'(grade|load|release|corpus|record|deep|homework-tests)',\n/gm);
  for (const name of ['README.md', 'README.es.md'])
    edit(join(folder, name), /^\| `(grader\/|npm run (grade|release|test:(grader|deep|homework))\b)[^\n]*\n/gm);
}

function edit(file: string, drop: RegExp): void {
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(drop, ''));
}

function prove(folder: string, files: readonly string[], all: readonly string[]): void {
  const secrets = secretFiles(KIT, all);
  const isCheck = (file: string): boolean => file.startsWith('grader/checks/');
  const given = all.filter((file) => GIVEN.test(file));
  // What a public check has in common with a hidden one is public.
  const graders = files.filter((file) => file.startsWith('grader/'));
  const [leak] = [
    ...leaks(
      folder,
      files,
      KIT,
      secrets.filter((file) => !isCheck(file)),
      given,
    ),
    ...leaks(folder, files, KIT, secrets.filter(isCheck), [...given, ...graders]),
  ];
  if (!leak) return;
  throw new HomeworkError(
    `${leak.file} has lines of ${leak.secret}: ${leak.lines.slice(0, 3).join(' ')}`,
    'take them out of it, or what imports it out of the student’s check; nothing was released',
  );
}
