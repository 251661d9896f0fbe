import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../problem.mjs';

/** How long a server may take to open its port. */
const START_MS = 120_000;

/** What runs: killed at the latest when this process ends, so that a crash leaves no server behind. */
const running = new Set();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** The servers of one suite: started in its folder, stopped together. */
export class Servers {
  #children = new Set();
  #stopped = false;

  constructor(name, folder, patience) {
    this.name = name;
    this.folder = folder;
    this.patience = patience;
  }

  /** Starts a server and waits until its port is open. @throws Problem where it ends before, or does not come */
  async start(port, program, args, options = {}) {
    const child = this.#spawn(program, args, { cwd: this.folder, ...options });
    const output = collect(child);
    const since = performance.now();
    while (!(await isOpen(port))) {
      const late = performance.now() - since > START_MS;
      if (!late && child.exitCode === null && child.signalCode === null && !child.failure) {
        await pause(20);
        continue;
      }
      const why = child.failure ?? (late ? `its port ${port} stayed closed` : `it ended with code ${child.exitCode}`);
      throw this.problem(`${program} did not start: ${why}\n${output().slice(-2000)}`, 'read what it said above');
    }
  }

  /** Runs a program to its end. Answers `{ code, stdout, stderr }`. */
  async run(program, args, options = {}) {
    const child = this.#spawn(program, args, { cwd: this.folder, ...options });
    const texts = [child.stdout, child.stderr].map((stream) => text(stream));
    if (!child.failure) await once(child, 'close').catch(() => {});
    return { code: child.exitCode ?? 1, stdout: texts[0](), stderr: child.failure ?? texts[1]() };
  }

  /** Stops every one, and waits for their end. */
  async stop() {
    this.#stopped = true;
    await Promise.all([...this.#children].map((child) => end(child, this.patience)));
  }

  problem(problem, fix) {
    return new Problem(problem, fix);
  }

  #spawn(program, args, options) {
    if (this.#stopped) throw this.problem('the run was stopped', 'run it again');
    const child = spawn(program, args, { windowsHide: true, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#children.add(child);
    running.add(child);
    child.once('error', (error) => (child.failure = error.message));
    child.once('close', () => {
      running.delete(child);
      this.#children.delete(child);
    });
    return child;
  }
}

/** A server that does not end when it is asked to is killed. */
async function end(child, ms) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), ms);
  await closed;
  clearTimeout(patience);
}

/** What it says, from both streams. */
function collect(child) {
  const texts = [child.stdout, child.stderr].map((stream) => text(stream, 4_000));
  return () => texts.map((read) => read()).join('\n');
}

function text(stream, most = Infinity) {
  let all = '';
  stream.setEncoding('utf8').on('data', (more) => (all = most === Infinity ? all + more : (all + more).slice(-most)));
  return () => all;
}

function isOpen(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
