import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { LINK, makeZip } from '../testing/make-zip';
import type { ZipEntry } from '../testing/make-zip';
import { fetchRoster } from './fetch-roster';
import { readFetched } from './fetched';
import { withPseudonyms } from './pseudonyms';
import { readRoster } from './roster';
import { unzipInto } from './unzip';

const place = (): string => mkdtempSync(join(tmpdir(), 'featlab-fetch-'));

function rosterIn(folder: string, ...lines: readonly string[]): string {
  const file = join(folder, 'roster.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

/** A repository of one commit, with a hook that would tell. */
function repository(folder: string, at = '2026-11-29T20:00:00-03:00'): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'serve.ts'), '// serve\n');
  const who = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org'];
  const env = { ...process.env, GIT_COMMITTER_DATE: at };
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...who, ...args], { env, stdio: 'ignore' });
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'homework');
  writeFileSync(join(folder, '.git', 'hooks', 'post-checkout'), '#!/bin/sh\ntouch ran\n', { mode: 0o755 });
  return folder;
}

describe('a roster', () => {
  const read = (...lines: readonly string[]) => readRoster(rosterIn(place(), ...lines));

  test('1. is CSV: name and source, and what gradebooks and reports can use', () => {
    const [ana] = read(
      'name,source,language,submitted_at,email,extra',
      'ana,a.zip,en,2026-11-30T23:59:00-03:00,a@x.org,7',
    );
    expect(ana).toMatchObject({ name: 'ana', folder: 'ana', source: 'a.zip', language: 'en', email: 'a@x.org' });
    expect(ana?.submittedAt).toBe('2026-12-01T02:59:00.000Z');
  });

  test('1b. spreadsheets divide by semicolons or tabs too, and mark UTF-8', () => {
    for (const one of [';', '\t']) {
      const [ana] = read(['\uFEFFname', 'source', 'student'].join(one), ['muñoz', 'a.zip', '"Muñoz, Ana"'].join(one));
      expect(ana).toMatchObject({ name: 'muñoz', source: 'a.zip', student: 'Muñoz, Ana' });
    }
  });

  test('1c. in another encoding the accents would be lost: refused', () => {
    const file = join(place(), 'roster.csv');
    writeFileSync(file, Buffer.from('name,source\nmuñoz,a.zip\n', 'latin1'));
    expect(() => readRoster(file)).toThrow(/not in UTF-8\)\nfix: .*CSV UTF-8/);
  });

  test.each([
    [['nombre,source', 'ana,a.zip'], /has no column name/],
    [['name,sorce', 'ana,a.zip'], /has a column sorce\nfix: did you mean source/],
    [['name,source', 'ana,a', 'Ana,b'], /line 3: Ana is there twice/],
    [['name,source', '../etc,a'], /line 2: "..\/etc" cannot be the name of a folder/],
    [['name,source', '..,a'], /cannot be the name/],
    [['name,source', 'con,a'], /cannot be the name/],
    [['name,source', ',a'], /line 2: "" cannot be/],
    [['name,source,language', 'ana,a,fr'], /language is fr\nfix: write es, en/],
    [['name,source,submitted_at', 'ana,a,yesterday'], /submitted_at is yesterday/],
    [['name,source,submitted_at', 'ana,a,2026-11-30'], /submitted_at is 2026-11-30\nfix: write a time with its zone/],
    [['name,source', 'ana,"a'], /cannot be read/],
  ])('2. %j is refused', (lines, message) => {
    expect(() => read(...lines)).toThrow(message);
  });
});

describe('a fetch', () => {
  test('3. clones repositories, unpacks zip files, copies folders; one that fails stops nobody', async () => {
    const here = place();
    repository(join(here, 'repos', 'ana'));
    writeFileSync(join(here, 'beto.zip'), makeZip([{ path: 'fraud-main/serve.ts', text: '// b' }]));
    mkdirSync(join(here, 'caro'));
    writeFileSync(join(here, 'caro', 'serve.ts'), '// c');
    const roster = rosterIn(here, 'name,source', 'ana,repos/ana', 'nadie,missing.zip', 'beto,beto.zip', 'caro,caro');
    const to = join(here, 'submissions');
    const outcomes = await fetchRoster(readRoster(roster), roster, to, () => undefined);
    expect(outcomes.map(({ error }) => error?.message.split('\n')[0] ?? 'fetched')).toEqual([
      'fetched',
      'missing.zip is not there',
      'fetched',
      'fetched',
    ]);
    expect(readdirSync(to).sort()).toEqual(['.fetched.json', 'ana', 'beto', 'caro']);
    expect(readdirSync(join(to, 'ana'))).toEqual(['serve.ts']);
    expect(readFileSync(join(to, 'beto', 'serve.ts'), 'utf8')).toBe('// b');
  });

  test('3b. so does a folder that cannot be copied', async () => {
    const here = place();
    mkdirSync(join(here, 'beto'));
    const roster = rosterIn(here, 'name,source', 'ana,.', 'beto,beto');
    const outcomes = await fetchRoster(readRoster(roster), roster, join(here, 'to'), () => undefined);
    expect(outcomes[0]?.error?.message).toMatch(/ cannot be copied \(.*\nfix: /);
    expect(readdirSync(join(here, 'to')).sort()).toEqual(['.fetched.json', 'beto']);
  });

  test('4. knows the commit and its time; the roster’s time comes first; nothing of the repository runs', async () => {
    const here = place();
    repository(join(here, 'ana'));
    const fetchWith = async (...lines: readonly string[]) => {
      const roster = rosterIn(here, ...lines);
      await fetchRoster(readRoster(roster), roster, join(here, 'to'), () => undefined);
      return readFetched(join(here, 'to')).get('ana');
    };
    const own = await fetchWith('name,source', 'ana,ana');
    expect(own?.commit).toMatch(/^[0-9a-f]{40}$/);
    expect(own?.submitted_at).toBe('2026-11-29T23:00:00.000Z');
    const said = await fetchWith('name,source,submitted_at', 'ana,ana,2026-12-05T00:00:00Z');
    expect(said?.submitted_at).toBe('2026-12-05T00:00:00.000Z');
    expect(existsSync(join(here, 'to', 'ana', 'ran'))).toBe(false);
  });

  test('4b. a commit of a year that no calendar has stops nobody', async () => {
    const here = place();
    repository(join(here, 'ana'), '@253402300800 +0000');
    const roster = rosterIn(here, 'name,source', 'ana,ana');
    const outcomes = await fetchRoster(readRoster(roster), roster, join(here, 'to'), () => undefined);
    expect(outcomes.map(({ error }) => error)).toEqual([null]);
    expect(readFetched(join(here, 'to')).get('ana')?.submitted_at).toBe('+010000-01-01T00:00:00.000Z');
  });

  test('5. a source that is a command or an option is none', async () => {
    const here = place();
    const roster = rosterIn(
      here,
      'name,source',
      `ana,ext::sh -c touch% ${here}/ran`,
      'beto,--upload-pack=touch x',
      'c,ext://x',
    );
    const outcomes = await fetchRoster(readRoster(roster), roster, join(here, 'to'), () => undefined);
    expect(outcomes.every(({ error }) => error !== null)).toBe(true);
    expect(existsSync(join(here, 'ran'))).toBe(false);
  });

  test('6. under pseudonyms: the folders tell nothing, the key file all, and who has one keeps it', () => {
    const here = place();
    const roster = rosterIn(here, 'name,source,email', 'ana,a.zip,a@x.org', 'beto,b.zip,b@x.org');
    const key = join(here, 'key.csv');
    const first = withPseudonyms(readRoster(roster), roster, key);
    expect(first[0]?.folder).toMatch(/^s-[0-9a-f]{8}$/);
    const again = withPseudonyms(readRoster(roster), roster, key);
    expect(again.map(({ folder }) => folder)).toEqual(first.map(({ folder }) => folder));
    expect(readRoster(key)).toMatchObject([
      { name: 'ana', folder: first[0]?.folder, email: 'a@x.org' },
      { name: 'beto', folder: first[1]?.folder },
    ]);
  });

  test('6b. who is not in the roster at hand stays in the key, and names are as they are', async () => {
    const here = place();
    const key = join(here, 'key.csv');
    const nameOf = (...lines: readonly string[]) => {
      const roster = rosterIn(here, 'name,source', ...lines);
      return { roster, students: withPseudonyms(readRoster(roster), roster, key) };
    };
    const [ana, beto] = nameOf('@ana,a', 'beto,b').students;
    mkdirSync(join(here, 'b'));
    const { roster, students } = nameOf('beto,b');
    expect(students).toMatchObject([{ name: 'beto', folder: beto?.folder }]);
    expect(nameOf('@Ana,a').students[0]?.folder).toBe(ana?.folder);
    expect(readRoster(key).map(({ name }) => name)).toEqual(['@Ana', 'beto']);
    await fetchRoster(students, roster, join(here, 'to'), () => undefined);
    // What it came from often has the name.
    expect(readFetched(join(here, 'to')).get(beto?.folder ?? '')?.source).toBe('');
  });
});

describe('a zip file', () => {
  async function unzip(...entries: readonly ZipEntry[]) {
    const here = place();
    writeFileSync(join(here, 'a.zip'), makeZip(entries));
    await unzipInto(join(here, 'a'), join(here, 'a.zip'));
    return { here, files: readdirSync(join(here, 'a'), { recursive: true, encoding: 'utf8' }).sort() };
  }

  test('7. loses the folder around it and what systems pack along', async () => {
    const entries = ['f/serve.ts', 'f/data/x.csv', '__MACOSX/f/._serve.ts', 'f/.DS_Store', 'f/.git/config'];
    const { files } = await unzip(...entries.map((path) => ({ path, text: path })));
    expect(files.map((file) => file.replaceAll('\\', '/'))).toEqual(['data', 'data/x.csv', 'serve.ts']);
  });

  test.each<[string, ZipEntry[]]>([
    ['leads outside', [{ path: '../evil.ts', text: 'x' }]],
    ['leads outside by way of a folder', [{ path: 'a/../../evil.ts', text: 'x' }]],
    ['leads outside as Windows writes it', [{ path: '..\\evil.ts', text: 'x' }]],
    ['is absolute', [{ path: '/tmp/evil.ts', text: 'x' }]],
    ['holds a link', [{ path: 'link', text: '/etc/passwd', mode: LINK }]],
    [
      'holds a path twice',
      [
        { path: 'a/b', text: '1' },
        { path: 'a/b', text: '2' },
      ],
    ],
    ['would be bigger than a homework is', [{ path: 'a', text: 'x', claimedSize: 200_000_000 }]],
    ['says that it is smaller than it is', [{ path: 'a', text: 'x'.repeat(1e7), claimedSize: 10 }]],
    ['holds too many files', Array.from({ length: 2001 }, (_, i) => ({ path: `f${String(i)}`, text: '' }))],
  ])('8. that %s is refused', async (_, entries) => {
    await expect(unzip(...entries)).rejects.toThrow(/cannot be unpacked \(.*\nfix: /);
  });

  test('9. that is none is refused', async () => {
    const here = place();
    writeFileSync(join(here, 'a.zip'), 'no zip');
    await expect(unzipInto(join(here, 'a'), join(here, 'a.zip'))).rejects.toThrow(/cannot be unpacked/);
  });
});
