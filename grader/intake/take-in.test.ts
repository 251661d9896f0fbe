import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeIn } from './take-in';

let from: string;
let to: string;

beforeEach(() => {
  from = mkdtempSync(join(tmpdir(), 'featlab-intake-'));
  to = `${from}-taken`;
  writeFileSync(join(from, 'serve.ts'), 'serve');
});
afterEach(() => {
  for (const folder of [from, to]) rmSync(folder, { recursive: true, force: true });
});

describe('what is taken in', () => {
  test('1. regular files, and the same digest for the same files', () => {
    mkdirSync(join(from, 'lib'));
    writeFileSync(join(from, 'lib', 'a.ts'), 'a');
    const taken = takeIn(from, to);
    expect(taken.files).toEqual(['lib/a.ts', 'serve.ts']);
    expect(readFileSync(join(to, 'lib', 'a.ts'), 'utf8')).toBe('a');
    expect(takeIn(from, join(to, 'again')).digest).toBe(taken.digest);
    writeFileSync(join(from, 'serve.ts'), 'other');
    expect(takeIn(from, join(to, 'third')).digest).not.toBe(taken.digest);
  });

  test('2. git’s folder stays where it is, and is no fault', () => {
    mkdirSync(join(from, '.git'));
    writeFileSync(join(from, '.git', 'config'), '');
    expect(takeIn(from, to)).toMatchObject({ files: ['serve.ts'], refused: [] });
  });

  test.skipIf(process.platform === 'win32')('3. links and pipes are refused by name, and never opened', () => {
    symlinkSync('/etc/passwd', join(from, 'data.json'));
    symlinkSync('/', join(from, 'lib'));
    execFileSync('mkfifo', [join(from, 'pipe')]);
    const { files, refused } = takeIn(from, to);
    expect(files).toEqual(['serve.ts']);
    expect(refused.map(({ path }) => path)).toEqual(['data.json', 'lib', 'pipe']);
  });

  test('4. packages of its own and npm’s configuration are refused', () => {
    mkdirSync(join(from, 'sub', 'node_modules'), { recursive: true });
    writeFileSync(join(from, '.npmrc'), '');
    expect(takeIn(from, to).refused.map(({ path }) => path)).toEqual(['.npmrc', 'sub/node_modules']);
  });

  test('5. too many files are refused, and not copied without end', () => {
    for (let i = 0; i < 2100; i++) writeFileSync(join(from, `f${String(i)}`), '');
    const { files, refused } = takeIn(from, to);
    expect(files.length).toBeLessThan(2100);
    expect(refused[0].why.en).toMatch(/more than 2000 files/);
  });

  test.skipIf(process.platform === 'win32')(
    '6. names of any characters are taken, such as are no UTF-8 refused',
    () => {
      writeFileSync(join(from, 'a\nb\u001b[31m.txt'), '');
      writeFileSync(Buffer.concat([Buffer.from(`${from}/`), Buffer.from([0xff, 0xfe])]), '');
      const { files, refused } = takeIn(from, to);
      expect(files).toContain('a\nb\u001b[31m.txt');
      expect(refused.map(({ why }) => why.en)).toEqual(['its name is not UTF-8']);
    },
  );

  test.skipIf(process.platform === 'win32')('7. whose file it would run as, and that it can run, is not copied', () => {
    writeFileSync(join(from, 'tool'), '');
    chmodSync(join(from, 'tool'), 0o6777);
    takeIn(from, to);
    expect(statSync(join(to, 'tool')).mode & 0o7777).toBe(0o644);
  });

  test.skipIf(process.platform === 'win32')('8. a loop of links and a socket are refused', async () => {
    symlinkSync('b', join(from, 'a'));
    symlinkSync('a', join(from, 'b'));
    const server = createServer().listen(join(from, 'socket'));
    await once(server, 'listening');
    try {
      expect(takeIn(from, to).refused.map(({ path }) => path)).toEqual(['a', 'b', 'socket']);
    } finally {
      server.close();
    }
  });

  test.skipIf(process.getuid?.() !== 0)('9. a device is refused', () => {
    execFileSync('mknod', [join(from, 'zero'), 'c', '1', '5']);
    expect(takeIn(from, to).refused).toMatchObject([{ path: 'zero', why: { en: 'it is no regular file' } }]);
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    '10. what its reader may not read is refused',
    () => {
      writeFileSync(join(from, 'closed'), '', { mode: 0 });
      expect(takeIn(from, to).refused).toMatchObject([{ path: 'closed', why: { en: 'it cannot be read' } }]);
    },
  );
});
