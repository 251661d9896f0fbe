import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { cp, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Awkward } from '../data-gen/fraud/fraud-options';
import { writeFraudData } from '../data-gen/fraud/write-fraud-data';
import { git } from './git';
import { HomeworkError } from './homework-error';
import { KIT } from './kit';
import type { Language } from './language';

export interface NewFolderOptions {
  /** Where to make it, absolute. It may be there, empty or with nothing but git's own folder. */
  readonly folder: string;
  /** Of the sample data. */
  readonly seed: number;
  readonly language: Language;
}

/** The sample data end here; so do the times in package.json's scripts. */
const END = new Date('2025-06-10T00:00:00Z');
/** Of the text's figures: `npm run evaluate` prints them on these data. */
export const SAMPLE_SEED = 3;
/** What the student shall meet before the checks do. */
const AWKWARD: readonly Awkward[] = ['corrections', 'ties', 'nulls', 'unknown-keys', 'duplicate-labels'];

/**
 * Makes a student's folder: the starter, the text in both languages, sample data, the kit's packages, a git repository.
 * All of it or, on an error, nothing.
 * @returns its files and folders, sorted
 * @throws HomeworkError where something is there already
 */
export async function newFolder({ folder, seed, language }: NewFolderOptions): Promise<string[]> {
  checkFree(folder);
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  try {
    await fill(part, seed, language);
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(part)) await rename(join(part, name), join(folder, name));
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  linkPackages(folder);
  if (!existsSync(join(folder, '.git'))) startRepository(folder);
  return readdirSync(folder).sort();
}

/** Git before 2.28 knows no --initial-branch. Without git there is none; the folder is whole all the same. */
function startRepository(folder: string): void {
  if (git(folder, 'init', '--quiet') !== undefined) git(folder, 'symbolic-ref', 'HEAD', 'refs/heads/main');
}

function checkFree(folder: string): void {
  if (!existsSync(folder)) return;
  const found = statSync(folder).isDirectory() ? readdirSync(folder).filter((name) => name !== '.git') : ['a file'];
  if (found.length === 0) return;
  throw new HomeworkError(
    `${folder} is there already, with ${found.slice(0, 5).join(', ')}${found.length > 5 ? ', …' : ''}`,
    'choose another folder; your work in that one is left alone',
  );
}

async function fill(folder: string, seed: number, language: Language): Promise<void> {
  await cp(join(KIT, 'homework', 'starter'), folder, { recursive: true });
  // npm would not pack a .gitignore, and git would heed it here.
  await rename(join(folder, 'gitignore'), join(folder, '.gitignore'));
  await copyText('README.md', join(folder, 'HOMEWORK.md'));
  await copyText('README.es.md', join(folder, 'TAREA.md'));
  await speak(folder, language);
  nameKit(join(folder, '.github', 'workflows', 'check.yml'));
  await writeFraudData({ out: join(folder, 'data'), seed, end: END, awkward: AWKWARD, files: 2, shuffleSeed: seed });
}

/** Each text links to the other one, which has another name in the student's folder. */
async function copyText(name: string, to: string): Promise<void> {
  const text = await readFile(join(KIT, 'homework', name), 'utf8');
  await writeFile(to, text.replace('](README.es.md)', '](TAREA.md)').replace('](README.md)', '](HOMEWORK.md)'));
}

/** What speaks lies in `es` once more, in Spanish: the very same code. It takes the place of the English, or goes. */
async function speak(folder: string, language: Language): Promise<void> {
  const spanish = join(folder, 'es');
  if (language === 'es') {
    await cp(spanish, folder, { recursive: true });
  }
  const says = (text: string): string =>
    text.replace(/homework (-- )?check (\.\.\/homework|\.)/, `$& --lang ${language}`);
  edit(join(folder, 'package.json'), says);
  edit(join(folder, '.github', 'workflows', 'check.yml'), says);
  rmSync(spanish, { recursive: true });
}

/** Where the kit was cloned from GitHub, the workflow knows it. */
function nameKit(workflow: string): void {
  const origin = git(KIT, 'remote', 'get-url', 'origin')?.trim() ?? '';
  const name = /github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(origin)?.[1];
  if (name === undefined) return;
  edit(workflow, (text) => text.replace(/ *# owner\/name of the kit.*\n/, '').replace('${{ vars.FEATLAB_KIT }}', name));
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

/** The kit's packages, and its Node, are this folder's too: nothing is installed twice, nor from the network. */
export function linkPackages(folder: string): void {
  const modules = join(folder, 'node_modules');
  if (existsSync(modules)) return;
  rmSync(modules, { force: true });
  symlinkSync(join(KIT, 'node_modules'), modules, 'junction');
}
