import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Redis of a test's own, to be stopped and started again: it has on disk whatever it has answered for. */
export class OwnRedis {
  readonly #folder = mkdtempSync(join(tmpdir(), 'featlab-redis-'));
  #server: ChildProcess | undefined;
  port = 0;

  get address(): string {
    return `127.0.0.1:${String(this.port)}`;
  }

  async start(): Promise<void> {
    if (this.port === 0) this.port = await freePort();
    const kept = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', '', '--dir', this.#folder];
    const server = spawn('redis-server', ['--port', String(this.port), '--bind', '127.0.0.1', ...kept], {
      stdio: 'ignore',
    });
    process.once('exit', () => server.kill('SIGKILL'));
    this.#server = server;
    while (!(await answers(this.port))) await new Promise(setImmediate);
  }

  async stop(): Promise<void> {
    if (this.#server === undefined) return;
    const end = once(this.#server, 'exit');
    this.#server.kill('SIGTERM');
    await end;
    this.#server = undefined;
  }

  /** `CONFIG SET`: from now on, until it is started again. */
  async configure(name: string, value: string): Promise<void> {
    const socket = connect(this.port, '127.0.0.1');
    socket.write(`CONFIG SET ${name} ${value}\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    if (!answer.toString().startsWith('+OK')) throw new Error(`CONFIG SET ${name}: ${answer.toString()}`);
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Does it answer PING with PONG? While it reads its file it answers LOADING. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('error', () => resolve(false));
    socket.once('data', (text) => {
      socket.destroy();
      resolve(String(text).startsWith('+PONG'));
    });
  });
}
