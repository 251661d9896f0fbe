import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findProgram } from './services/find-program.mjs';
import { freePort } from './services/free-port.mjs';
import { Place } from './services/place.mjs';
import { loadSuite, SUITES } from './services/suites.mjs';
import { turns } from './services/turns.mjs';
import services from './services.mjs';

/** A server of Node's own on the port that it is given. */
const LISTEN = "require('node:net').createServer().listen(Number(process.argv[1]), '127.0.0.1')";

const isOpen = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.destroy(resolve(true)));
    socket.on('error', () => resolve(false));
  });

test('every suite says what it needs, how it is started, and by which variable it is found', async () => {
  for (const name of SUITES) {
    const { needs = [], address, start } = await loadSuite(name);
    expect(start).toBeTypeOf('function');
    expect(address).toMatch(/^FEATLAB_TEST_[A-Z_]+$/);
    for (const need of needs) expect(need).toMatchObject({ name: expect.any(String), fix: expect.any(String) });
  }
});

test('a suite that there is none of is refused, with those that there are', async () => {
  await expect(services(['reddis'])).rejects.toMatchObject({ problem: 'there is no suite reddis' });
});

describe('a place and its servers', () => {
  let place;
  let servers;
  beforeEach(() => {
    place = new Place();
    servers = place.servers('listening', 100);
  });
  afterEach(() => place.remove());

  test('start waits until the port is open; removing the place stops it and takes the folder', async () => {
    const port = await freePort();
    await servers.start(port, process.execPath, ['-e', LISTEN, String(port)]);
    expect(await isOpen(port)).toBe(true);
    await place.remove();
    expect(await isOpen(port)).toBe(false);
    expect(existsSync(servers.folder)).toBe(false);
  });

  test('one that ignores the wish to end is killed', async () => {
    const port = await freePort();
    const stubborn = `process.on('SIGTERM', () => {}); ${LISTEN}`;
    await servers.start(port, process.execPath, ['-e', stubborn, String(port)]);
    await servers.stop();
    expect(await isOpen(port)).toBe(false);
  });

  test('one that ends before its port is open is a problem that shows what it said', async () => {
    const starting = servers.start(await freePort(), process.execPath, ['-e', "throw new Error('no disk')"]);
    await expect(starting).rejects.toThrow('no disk');
  });

  test('so is one that is not there', async () => {
    const starting = servers.start(await freePort(), 'no-such-server', []);
    await expect(starting).rejects.toThrow('no-such-server did not start: spawn no-such-server');
  });

  test('after the stop nothing is started any more', async () => {
    await servers.stop();
    await expect(servers.start(1, process.execPath, [])).rejects.toThrow('the run was stopped');
  });

  test('a program that runs to its end tells code and text', async () => {
    const told = await servers.run(process.execPath, [
      '-e',
      "console.log('out'); console.error('err'); process.exit(3)",
    ]);
    expect(told).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' });
    expect((await servers.run('no-such-program', [])).code).not.toBe(0);
  });
});

test('ports are given once', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, freePort));
  expect(new Set(ports).size).toBe(50);
});

test('turns: so many at a time, the next when one has ended, also badly', async () => {
  const inTurn = turns(2);
  let [running, most] = [0, 0];
  const work = async (i) => {
    most = Math.max(most, ++running);
    await new Promise(setImmediate);
    running--;
    if (i === 1) throw new Error('one');
    return i;
  };
  const ends = await Promise.allSettled([0, 1, 2, 3, 4].map((i) => inTurn(() => work(i))));
  expect(most).toBe(2);
  expect(ends.map(({ value, reason }) => value ?? reason.message)).toEqual([0, 'one', 2, 3, 4]);
});

test('a program is found on the PATH', () => {
  const folder = mkdtempSync(join(tmpdir(), 'featlab-path-'));
  const path = process.env.PATH;
  try {
    process.env.PATH = folder;
    expect(findProgram('redis-server')).toBeUndefined();
    writeFileSync(join(folder, process.platform === 'win32' ? 'redis-server.exe' : 'redis-server'), '');
    expect(findProgram('redis-server')).toContain(folder);
  } finally {
    process.env.PATH = path;
    rmSync(folder, { recursive: true });
  }
});
