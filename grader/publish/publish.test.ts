import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';

import { gradeClass } from '../batch/grade-class';
import { readRun, writeRun } from '../batch/run-record';
import { readStored, writeStored } from '../batch/stored-result';
import { readRoster } from '../roster/roster';
import { writeFetched } from '../roster/fetched';
import { aSubmission, LEAK } from '../testing/a-class';
import { QUIET, tinyClass } from '../testing/tiny-class';
import { deleteClass, placesOfClass } from './delete-class';
import { publish } from './publish';

/** A graded class: `ana` and `beto` have a score, `zoe` could not be graded. */
async function graded(policyText = '') {
  const { out, submissions } = tinyClass(['ana', 'beto', 'zoe']);
  const here = join(submissions, '..');
  const policy = join(here, 'policy.yaml');
  writeFileSync(policy, policyText);
  await gradeClass({ ...QUIET, submissions, out, policy });
  for (const one of [aSubmission('ana'), aSubmission('beto', { failed: { E2: LEAK } })]) {
    const stored = readStored(out, one.name);
    if (stored) writeStored(out, { result: { ...stored.result, ...one.result }, details: one.details });
  }
  return { out, submissions, here, to: join(here, 'published') };
}

function rosterIn(folder: string, ...lines: readonly string[]) {
  writeFileSync(join(folder, 'roster.csv'), `${lines.join('\n')}\n`);
  return readRoster(join(folder, 'roster.csv'));
}

test('1. each student gets a folder with only theirs, and nothing that has the seed', async () => {
  const { out, to } = await graded();
  expect(publish(out, to, undefined)).toMatchObject({ students: 3, without: [], unnamed: [] });
  expect(readdirSync(to).sort()).toEqual(['ana', 'beto', 'zoe']);
  const files = readdirSync(join(to, 'ana')).sort();
  expect(files).toEqual(['classroom50.json', 'junit.xml', 'report.html', 'report.json', 'results.json']);
  const all = files.map((file) => readFileSync(join(to, 'ana', file), 'utf8')).join('\n');
  expect(all).not.toMatch(/"seed"|beto|zoe/);
});

test('2. with a roster the names are its own, both of a pair get theirs, and gradebooks their CSV', async () => {
  const { here, out, to } = await graded('assignment: Homework 4 (77)\npairs: [[ana, nina]]');
  const roster = rosterIn(
    here,
    'name,folder,student,email,canvas_id,sis_id,section',
    'Ana Pérez,ana,"Pérez, Ana",a@x.org,1,S1,A',
    'Nina,nina,Nina,n@x.org,2,S2,A',
    'Beto,beto,=cmd()+1,b@x.org,3,S3,B',
    'Nadie,nadie,Nadie,x@x.org,4,S4,B',
  );
  expect(publish(out, to, roster)).toMatchObject({ students: 3, without: ['Nadie'], unnamed: ['zoe'] });
  expect(readdirSync(to).sort()).toEqual(['Ana Pérez', 'Beto', 'Nina', '_gradebooks']);
  expect(readFileSync(join(to, 'Nina', 'report.html'))).toEqual(readFileSync(join(to, 'Ana Pérez', 'report.html')));
  const rows = (file: string): string[][] => parse(readFileSync(join(to, '_gradebooks', file)));
  expect(rows('canvas.csv')).toEqual([
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', 'Homework 4 (77)'],
    ['    Points Possible', '', '', '', '', '100'],
    ['Pérez, Ana', '1', 'S1', 'a@x.org', 'A', '100'],
    ['Nina', '2', 'S2', 'n@x.org', 'A', '100'],
    ["'=cmd()+1", '3', 'S3', 'b@x.org', 'B', '80'],
    ['Nadie', '4', 'S4', 'x@x.org', 'B', ''],
  ]);
  expect(rows('moodle.csv')[1]).toEqual(['a@x.org', 'S1', '100', 'Aprobado']);
});

test('3. deleting a class takes all that was made of it, and what the instructor wrote stays', async () => {
  const { here, out, submissions, to } = await graded();
  publish(out, to, rosterIn(here, 'name', 'ana'));
  publish(out, to, undefined);
  expect(placesOfClass(out)).toEqual({ places: [to, out], missing: [] });
  const known = { source: '', commit: null, submitted_at: null, language: null };
  writeFetched(submissions, new Map(['ana', 'beto', 'zoe'].map((name) => [name, known])));
  expect(placesOfClass(out).places).toEqual([to, submissions, out]);
  deleteClass(out);
  expect(readdirSync(here).sort()).toEqual(['policy.yaml', 'roster.csv']);
});

test('2b. reports and gradebooks have the same grade, also where a comment came after the last report', async () => {
  const { here, out, submissions, to } = await graded();
  const comments = join(here, 'comments.yaml');
  writeFileSync(comments, '');
  writeRun(out, { ...readRun(out), comments });
  writeFileSync(comments, 'beto: { points: 3 }');
  mkdirSync(join(submissions, 'nuevo'));
  writeRun(out, {
    ...readRun(out),
    graded: [...readRun(out).graded, { name: 'nuevo', members: ['nuevo'], fetched: null }],
  });
  const { record } = publish(out, to, rosterIn(here, 'name', 'beto', 'nuevo'));
  expect(readFileSync(join(to, '_gradebooks', 'canvas.csv'), 'utf8')).toMatch(/beto,.*,83$/m);
  expect(JSON.parse(readFileSync(join(to, 'beto', 'report.json'), 'utf8'))).toMatchObject({ grade: 83 });
  expect(JSON.parse(readFileSync(join(to, 'beto', 'results.json'), 'utf8'))).toMatchObject({ score: 83 });
  // What is handed out although it is not up to date is said.
  expect(record.skipped).toContain('nuevo: not graded yet');
  expect(record.skipped.join('\n')).toMatch(/beto: its result is older \(.*\); grade it again/);
  expect(existsSync(join(to, 'nuevo'))).toBe(false);
});

test('3b. a class that was moved is still all of it; what is moved away from it is said, and no other class is touched', async () => {
  const { here, out, to } = await graded();
  publish(out, to, undefined);
  const [moved, elsewhere] = [`${here}-2025`, `${here}-elsewhere`];
  renameSync(here, moved);
  mkdirSync(to, { recursive: true });
  expect(placesOfClass(join(moved, 'out'))).toEqual({
    places: [join(moved, 'published'), join(moved, 'out')],
    missing: [],
  });
  renameSync(join(moved, 'published'), elsewhere);
  expect(deleteClass(join(moved, 'out')).missing).toEqual([join(moved, 'published')]);
  expect([to, elsewhere].every((place) => existsSync(place))).toBe(true);
});

test('5. what the instructor keeps in one of these folders stays too', async () => {
  const { here, out, submissions } = await graded();
  writeFetched(submissions, new Map([['ana', { source: '', commit: null, submitted_at: null, language: null }]]));
  writeFileSync(join(out, 'policy.yaml'), '');
  expect(() => publish(out, here, undefined)).toThrow(/is not empty\nfix: publish to a new folder/);
  deleteClass(out);
  expect(readdirSync(submissions).sort()).toEqual(['beto', 'zoe']);
  expect(readdirSync(out)).toEqual(['policy.yaml']);
});

test('4. a folder that holds no grading is not deleted, nor published, and one cannot publish into OUT', async () => {
  const { here, out } = await graded();
  expect(() => deleteClass(here)).toThrow(/holds no grading\nfix: /);
  expect(() => publish(here, `${here}-x`, undefined)).toThrow(/holds no grading/);
  expect(() => publish(out, join(out, 'x'), undefined)).toThrow(/lies in/);
  expect(existsSync(`${here}-x`)).toBe(false);
});
