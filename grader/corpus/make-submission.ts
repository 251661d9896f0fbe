import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../sandbox/kit';
import type { WrongSubmission } from './wrong-submission';

const RIGHT: string = join(ROOT, 'grader', 'corpus', 'right');
const BASES = {
  'by-hand': join(RIGHT, 'by-hand'),
  'duckdb-sql': join(RIGHT, 'duckdb-sql'),
  reference: join(ROOT, 'homework', 'solution'),
  starter: join(ROOT, 'homework', 'starter'),
};

/** Makes the folder of a wrong submission. A change that finds its text not once is an error: the base has moved on. */
export function makeSubmission(folder: string, wrong: WrongSubmission): void {
  cpSync(BASES[wrong.base ?? 'by-hand'], folder, { recursive: true });
  if (wrong.applied) apply(folder);
  for (const [name, changes] of Object.entries(wrong.change ?? {})) {
    const file = join(folder, name);
    writeFileSync(file, changes.reduce(changed, readFileSync(file, 'utf8')));
  }
  for (const [name, text] of Object.entries(wrong.files ?? {})) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    if (text === null) rmSync(join(folder, name));
    else writeFileSync(join(folder, name), text);
  }
  for (const [name, target] of Object.entries(wrong.links ?? {})) symlinkSync(target, join(folder, name));
  for (const name of wrong.pipes ?? []) execFileSync('mkfifo', [join(folder, name)]);
}

function apply(folder: string): void {
  const env = { ...process.env, DATA_DIR: join(folder, 'data'), ONLINE_DIR: join(folder, 'online') };
  execFileSync(process.execPath, [join(ROOT, 'lib', 'cli', 'bin.js'), 'apply', '-c', folder], { env, stdio: 'ignore' });
}

function changed(text: string, [find, replace]: readonly [string, string]): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${JSON.stringify(find)} is there ${String(parts.length - 1)} times`);
  return parts.join(replace);
}
