import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';

import { CHECK_IDS } from '../check-list';
import { classOf } from '../reports/class-of';
import { writeFetched } from '../roster/fetched';
import { HOSTILE_NAMES } from '../testing/hostile';
import { QUIET, tinyClass } from '../testing/tiny-class';
import { gradeApart } from './grade-apart';
import { gradeClass } from './grade-class';
import type { GradeClassOptions } from './grade-class';
import { readRun } from './run-record';

type Class = ReturnType<typeof tinyClass>;

/** Runs a batch. Answers its record and who was graded, in the order of being done. */
async function grade(place: Class, more: Partial<GradeClassOptions> = {}) {
  const done: string[] = [];
  const said: string[] = [];
  const record = await gradeClass({
    ...QUIET,
    ...place,
    progress: () => ({ done: ({ submission }) => done.push(submission), stop: () => undefined }),
    say: (line) => said.push(line),
    ...more,
  });
  return { record, done: done.sort(), said };
}

const resultText = ({ out }: Class, name: string): string => readFileSync(join(out, name, 'result.json'), 'utf8');

describe('a batch', () => {
  test('1. has a result for each folder, in the form of the contract, from a process of its own', async () => {
    const place = tinyClass(['ana']);
    await grade(place, { grade: gradeApart });
    const result = JSON.parse(resultText(place, 'ana'));
    expect(result).toMatchObject({ submission: 'ana', gradable: false, score: null, max_score: 100, seed: 7 });
    expect(result.checks).toMatchObject(CHECK_IDS.map((id) => ({ id })));
    expect(result.checks[0]).toMatchObject({ id: 'S0', status: 'failed', cause: 'missing_entry_point' });
    expect(result.checks[1]).toMatchObject({ id: 'R0', status: 'not_run' });
  });

  test('2. grades nothing twice; what changed, again; all of it under another seed or other TTLs', async () => {
    const place = tinyClass(['ana', 'beto']);
    const policy = join(place.submissions, '..', 'policy.yaml');
    expect((await grade(place)).done).toEqual(['ana', 'beto']);
    expect((await grade(place)).done).toEqual([]);
    writeFileSync(join(place.submissions, 'beto', 'README.md'), '# other\n');
    expect((await grade(place)).done).toEqual(['beto']);
    writeFileSync(policy, 'cohort: { ttl: { customer_stats: 5d } }');
    expect((await grade(place, { policy })).done).toEqual(['ana', 'beto']);
    writeFileSync(policy, 'pass_mark: 70\ncohort: { ttl: { customer_stats: 5d } }');
    expect((await grade(place, { policy })).done).toEqual([]);
    expect((await grade(place, { policy, seed: 8 })).done).toEqual(['ana', 'beto']);
    expect((await grade(place, { policy, again: true, only: ['ana'] })).done).toEqual(['ana']);
  });

  test('3. without a seed takes the one of the time before', async () => {
    const place = tinyClass(['ana']);
    const first = await grade(place, { seed: undefined });
    const second = await grade(place, { seed: undefined });
    expect([second.record.seed, second.done]).toEqual([first.record.seed, []]);
  });

  test("4. any folder's name is a name: in results, and in reports that lead nowhere else", async () => {
    const names = [...HOSTILE_NAMES, '_class', 'index.html', 'result.json', '...', '.hidden', 'report'];
    const place = tinyClass(names);
    const { record } = await grade(place);
    expect(record.submissions.map(({ name }) => name).sort()).toEqual(names.sort());
    for (const name of names) {
      expect(JSON.parse(resultText(place, name))).toMatchObject({ submission: name, gradable: false });
      expect(existsSync(join(place.out, name, 'report.html'))).toBe(true);
    }
    expect(readdirSync(place.out).sort()).toEqual(names.sort());
    const page = readFileSync(join(place.out, '_class', 'class.html'), 'utf8');
    expect(page).not.toContain('<script');
  });

  test('5. what is no folder is skipped and said, the grader’s own folder is no submission', async () => {
    const place = tinyClass(['ana']);
    symlinkSync('/etc', join(place.submissions, 'link'), 'junction');
    writeFileSync(join(place.submissions, 'notes.txt'), 'not a submission');
    writeFileSync(join(place.submissions, 'luis.zip'), 'forgotten');
    mkdirSync(join(place.submissions, '.git'));
    const inside = { submissions: place.submissions, out: join(place.submissions, 'out') };
    await grade(inside);
    const { record, said } = await grade(inside);
    expect(record.submissions.map(({ name }) => name)).toEqual(['ana']);
    expect(said.sort()).toEqual([
      expect.stringMatching(/^skipped link: not a folder/),
      expect.stringMatching(/^skipped luis.zip: not a folder; unpack it/),
    ]);
  });

  test('6. a pair shares the first one’s folder and grade', async () => {
    const place = tinyClass(['ana', 'beto', 'caro']);
    const policy = join(place.submissions, '..', 'policy.yaml');
    writeFileSync(policy, 'pairs: [[beto, ana]]\nextensions: { carro: 3d }');
    const { record, said } = await grade(place, { policy });
    expect(record.submissions.map(({ members }) => members)).toEqual([['beto', 'ana'], ['caro']]);
    expect(said).toEqual([
      'skipped ana: graded with beto, as a pair',
      'the policy names carro, who handed nothing in; did you mean caro?',
    ]);
  });

  test('6b. what in policy and comments has no effect is said, also where they changed after the grading', async () => {
    const place = tinyClass(['ana', 'beto', 'caro']);
    const [policy, comments] = ['policy.yaml', 'comments.yaml'].map((name) => join(place.submissions, '..', name));
    writeFileSync(policy, 'pairs: [[beto, ana]]');
    writeFileSync(comments, 'ana: { points: 3 }\nbeto: Nice.');
    await grade(place, { policy, comments });
    writeFileSync(policy, 'pairs: [[beto, ana], [caro, dani]]\nextensions: { Caro: 3d }');
    expect(classOf(place.out, readRun(place.out)).skipped).toEqual([
      'ana: graded with beto, as a pair',
      'the policy names Caro, who handed nothing in; did you mean caro?',
      "beto: of a pair's comments beto's alone is taken",
      "caro: the policy's pairs are others now; grade again, which puts them together",
    ]);
    expect((await grade(place)).record.skipped).toHaveLength(3);
  });

  test('7. says who changed and by how much, against the last time that the class was whole', async () => {
    const place = tinyClass(['ana', 'beto']);
    await grade(place);
    const file = join(place.out, '_class', 'class.json');
    const last = JSON.parse(readFileSync(file, 'utf8'));
    last.submissions[0].grade = 40;
    writeFileSync(file, JSON.stringify(last));
    expect((await grade(place)).record.changes).toEqual([{ submission: 'ana', before: 40, now: null }]);
    expect((await grade(place)).record.changes).toEqual([]);
  });

  test('8. two at once on one folder: the second is refused', async () => {
    const place = tinyClass(['ana']);
    mkdirSync(join(place.out, '_class'), { recursive: true });
    writeFileSync(join(place.out, '_class', '.lock'), String(process.ppid));
    await expect(grade(place)).rejects.toThrow(/another batch \(process \d+\) is writing to .*\nfix: /);
  });

  test.each([
    ['', 'nothing'],
    ['0', 'a group of processes'],
    ['2147483646', 'a process that is no more'],
  ])('9. a lock that a killed batch left behind, %j, keeps nobody out: %s', async (left) => {
    const place = tinyClass(['ana']);
    mkdirSync(join(place.out, '_class'), { recursive: true });
    writeFileSync(join(place.out, '_class', '.lock'), left);
    expect((await grade(place)).record.submissions).toHaveLength(1);
  });

  test('10. no submissions, no folder: said, with a fix', async () => {
    const place = tinyClass([]);
    await expect(grade(place)).rejects.toThrow(/cannot be read .*\nfix: /);
    mkdirSync(place.submissions, { recursive: true });
    await expect(grade(place)).rejects.toThrow(/has no submissions\nfix: /);
    writeFileSync(join(place.submissions, 'luis.zip'), 'packed');
    await expect(grade(place)).rejects.toThrow(/has no submissions \(luis.zip: not a folder; unpack it.*\nfix: /);
  });
});

describe('a batch after another', () => {
  test('12. has its policy and comments, where none are named', async () => {
    const place = tinyClass(['ana']);
    const [policy, comments] = ['policy.yaml', 'comments.yaml'].map((name) => join(place.submissions, '..', name));
    writeFileSync(policy, 'pass_mark: 70');
    writeFileSync(comments, 'ana: We talked about it.\nanna: Well done.');
    await grade(place, { policy, comments });
    const { record, said } = await grade(place);
    expect([record.policy.passMark, record.submissions[0]?.comment?.text]).toEqual([70, 'We talked about it.']);
    expect(record.skipped).toEqual(['the comments name anna, who handed nothing in; did you mean ana?']);
    expect(said).toEqual([
      expect.stringMatching(/^policy as the last time: .*policy\.yaml/),
      expect.stringMatching(/^comments as the last time: /),
    ]);
    writeFileSync(comments, 'ana: { checks: { e2: x } }');
    await expect(grade(place, { again: true })).rejects.toThrow(/unknown key "ana.checks.e2"/);
    writeFileSync(comments, '');
    expect((await grade(place, { comments })).record.submissions[0]?.comment).toBeNull();
  });

  test('13. of one alone: the others’ results stay, with their times, and are said to be older where they are', async () => {
    const place = tinyClass(['ana', 'beto']);
    const fetchedAt = (submitted_at: string): void => {
      const fetched = { source: '', commit: null, submitted_at, language: null };
      writeFetched(
        place.submissions,
        new Map([
          ['ana', fetched],
          ['beto', fetched],
        ]),
      );
    };
    fetchedAt('2026-11-30T00:00:00Z');
    await grade(place);
    writeFileSync(join(place.submissions, 'ana', 'README.md'), '# after the deadline\n');
    fetchedAt('2026-12-24T00:00:00Z');
    const { record } = await grade(place, { again: true, only: ['beto'], seed: 8 });
    expect(record.submissions.map(({ fetched }) => fetched?.submitted_at)).toEqual([
      '2026-11-30T00:00:00Z',
      '2026-12-24T00:00:00Z',
    ]);
    expect(record.skipped).toEqual([
      'ana: its result is older (what was handed in has changed, the seed is another); grade it again',
    ]);
    expect((await grade(place, { seed: 8 })).record.skipped).toEqual([]);
  });

  test('14. of one that is not there, or into the submissions themselves: refused', async () => {
    const place = tinyClass(['luis', 'beto']);
    await expect(grade(place, { only: ['lius'] })).rejects.toThrow(/no submission "lius"\nfix: did you mean luis\?/);
    await expect(grade({ ...place, out: place.submissions })).rejects.toThrow(/holds the submissions\nfix: /);
  });
});

/** The same batch in a process of its own, which tells of each that is done and waits to be told to go on. */
const SCRIPT = `
  const { gradeApart } = require('./dist/grader/batch/grade-apart.js');
  const { gradeClass } = require('./dist/grader/batch/grade-class.js');
  const { QUIET } = JSON.parse(process.argv[1]);
  const done = ({ submission }) => {
    console.log(submission);
    require('node:fs').readSync(0, Buffer.alloc(1));
  };
  const { proof, ...rest } = QUIET;
  void gradeClass({
    ...rest,
    grade: gradeApart,
    now: new Date(rest.now),
    prove: async () => proof,
    progress: () => ({ done, stop() {} }),
    say() {},
    signal: new AbortController().signal,
  });
`;

test('11. killed with -9 in the middle: the same command goes on, and all is as if nothing had happened', async () => {
  const names = ['ana', 'beto', 'caro', 'dani', 'eva', 'fede'];
  const [killed, whole] = [tinyClass(names), tinyClass(names)];
  await grade(whole);

  const options = { ...QUIET, ...killed, proof: await QUIET.prove({ allowUnsafe: false }) };
  const root = join(__dirname, '..', '..');
  const child = spawn(process.execPath, ['-e', SCRIPT, JSON.stringify({ QUIET: options })], { cwd: root });
  const lines = createInterface(child.stdout);
  const before: string[] = [];
  for await (const line of lines) {
    before.push(line);
    if (before.length === 3) break;
    child.stdin.write('\n');
  }
  child.kill('SIGKILL');
  await once(child, 'exit');

  const { done, record } = await grade(killed);
  expect(done).toEqual(names.filter((name) => !before.includes(name)));
  expect(record.submissions.map(({ name }) => name)).toEqual(names);
  for (const name of names) expect(resultText(killed, name)).toBe(resultText(whole, name));
});
