import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { packageRoot } from '../package-root';
import { DriverRepository, NOW } from '../testing/driver-repository';
import { runCli } from '../testing/run-cli';

// `featlab serve` as a process: where it listens, and how it stops.

let repository: DriverRepository;
beforeAll(async () => {
  repository = new DriverRepository();
  await repository.with(async (store) => {
    await store.apply();
    await store.materialize(null, NOW);
  });
});
afterAll(() => repository.remove());

const bin = join(packageRoot(), 'lib', 'cli', 'bin.js');

/** The process, and its address once it answers. */
async function serve(...args: string[]): Promise<{ child: ChildProcess; url: string }> {
  const common = ['-c', repository.folder, '--now', NOW];
  const child = spawn(process.execPath, [bin, ...common, 'serve', '--port', '0', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for await (const line of createInterface(child.stderr)) {
    const url = /at (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error('it ended before it answered');
}

test('it listens on this machine alone, and answers', async () => {
  const { child, url } = await serve();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const body = JSON.stringify({ entities: { driver_id: [1001] }, features: ['driver_stats:trips'] });
  const answer = await fetch(`${url}/get-online-features`, { method: 'POST', body });
  expect(await answer.json()).toMatchObject({ results: [{ values: [1001] }, { values: [11] }] });
  child.kill('SIGKILL');
});

describe.skipIf(process.platform === 'win32')('told to stop', () => {
  const materialized = (url: string): Promise<Response> =>
    fetch(`${url}/materialize`, { method: 'POST', body: JSON.stringify({ start_ts: '2025-05-01', end_ts: NOW }) });

  test('it answers what it was asked, then ends with 0', async () => {
    const { child, url } = await serve();
    const asked = materialized(url);
    await fetch(`${url}/health`);
    child.kill('SIGTERM');
    expect((await asked).status).toBe(200);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('twice at once, as npm passes on a Ctrl+C that the terminal sent too: the same', async () => {
    const { child, url } = await serve();
    const asked = materialized(url);
    await fetch(`${url}/health`);
    child.kill('SIGINT');
    // It takes nothing new: the first signal has arrived.
    while (await fetch(`${url}/health`).catch(() => undefined));
    child.kill('SIGINT');
    expect((await asked).status).toBe(200);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('it does not wait for a connection that asks nothing, nor for a body that never comes', async () => {
    const { child, url } = await serve();
    const { hostname, port } = new URL(url);
    const [silent, stalled] = [connect(Number(port), hostname), connect(Number(port), hostname)];
    for (const socket of [silent, stalled])
      await once(
        socket.on('error', () => undefined),
        'connect',
      );
    stalled.write(`POST /push HTTP/1.1\r\nhost: ${hostname}\r\ncontent-length: 9\r\nexpect: 100-continue\r\n\r\n`);
    // "Continue": the server has read the head.
    await once(stalled, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

test('a port in use is a refusal with a fix', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { exit, stderr } = await runCli(['-c', repository.folder, 'serve', '--port', String(port)]);
  expect([exit, stderr]).toEqual([1, expect.stringMatching(/127\.0\.0\.1:\d+ is in use\nfix: .*another --port/)]);
  other.close();
});

test('an empty token file is a refusal: it would let everybody in', async () => {
  repository.write('token', '\n');
  const { exit, stderr } = await runCli(['serve', '--auth-token-file', 'token'], { cwd: repository.folder });
  expect([exit, stderr]).toEqual([1, expect.stringContaining('fix: write the token into it')]);
});
