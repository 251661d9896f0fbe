import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { Box, Job } from './box';
import { folderSize } from './folder-size';
import type { Limits, Stopped } from './limits';
import { treeUse, waitedBy } from './process-tree';

/** How a run ended. Neither its code nor what it printed is a verdict. */
export interface Ended {
  /** Null where it was killed. */
  readonly code: number | null;
  /** The limit for which it was killed. */
  readonly stopped?: Stopped | undefined;
  /** The end of it. */
  readonly stderr: string;
  /** Processor seconds of all its processes, as last seen. */
  readonly cpuSeconds: number;
  readonly seconds: number;
  /** The same, less those in which the machine had no processor for it. */
  readonly ownSeconds: number;
  /** The most processes seen at a time, Node's own included and the sandbox's not. */
  readonly processes: number;
}

export interface Run {
  readonly stdin: Writable;
  /** Ends the run when it has said more than it may. */
  readonly stdout: Readable;
  /** @throws Error where the run did not come about: the machine's fault, and nothing that the job did */
  readonly ended: Promise<Ended>;
  /** ms that the run has stood ready and got no processor, as last seen. What is taken for slow takes no account of it. */
  waited(): number;
  /** The same of the job's own process, looked up now. */
  waitedNow(): number;
  /** ms of processors of all its processes until now, to the hundredth of a second; 0 where nobody tells. */
  workedNow(): number;
  /** SIGKILL to all of it. */
  kill(): void;
}

/** How often one looks at a run, in ms. */
const PACE = 40;
const TICKS_A_SECOND = 100;
/** Seconds of processors, of all its processes together, for each second that it may take. */
const CPU = 2;
/** bwrap, and the init that it leaves in the sandbox. */
const WALL_PROCESSES = 2;
const TOLD = 20_000;
/** As many times what stdout may say. */
const LOGS = 32;

/** Starts a job and watches it: when it ends, by itself or for a limit, all its processes are gone. */
export function start(box: Box, job: Job, limits: Limits): Run {
  const { file, args, cwd, env, third, uid } = box.command(job, limits);
  const begin = performance.now();
  const child = spawn(file, args, {
    cwd,
    env,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', ...(third === undefined ? [] : ['pipe' as const, 'pipe' as const])],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  const [stdin, stdout, stderr] = child.stdio as unknown as [Writable, Readable, Readable];
  const [secret, status] = [child.stdio[3] as Writable | undefined, child.stdio[4] as Readable | undefined];
  // A run may end before it has read what it is told.
  for (const stream of [stdin, secret]) stream?.on('error', () => undefined);
  secret?.end(third);
  const watch = new Watch(child, box, job, limits, begin);
  // Logs are free: a line for every row read, and the end of them is kept. A flood would keep the grader busy.
  const told = tail(stderr);
  watch.count(stdout, limits.output);
  watch.count(stderr, LOGS * limits.output);
  const became = status && tail(status);
  return {
    ...{ stdin, stdout, waited: () => watch.waited, waitedNow: () => watch.waitedNow() },
    ...{ workedNow: () => watch.workedNow(), kill: () => watch.kill() },
    ended: ended(child, watch, told, begin).then((end) => cameAbout(end, watch, became)),
  };
}

/** bwrap tells the exit code of what it ran: without one, and without a kill, it never got to run it. */
function cameAbout(end: Ended, { killed, problem }: Watch, became: (() => string) | undefined): Ended {
  if (problem) throw new Error(`the sandbox could not be started: ${problem.message}`);
  const isMissing = became !== undefined && !killed && end.code !== null && !became().includes('"exit-code"');
  if (isMissing) throw new Error(`the sandbox could not be made: ${end.stderr.trim().slice(-300)}`);
  return end;
}

async function ended(child: ChildProcess, watch: Watch, told: () => string, begin: number): Promise<Ended> {
  const silent = once(child, 'close').catch(() => undefined);
  const exited = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      watch.problem = error;
      resolve(null);
    });
    child.once('exit', (code) => {
      // Without walls, what it left behind would live on and hold the pipes open.
      watch.kill();
      resolve(code);
    });
  });
  const code = await exited;
  watch.lookLast();
  await Promise.race([silent, new Promise((resolve) => setTimeout(resolve, 500).unref())]);
  watch.stop();
  const { stopped, cpuSeconds, processes } = watch;
  const seconds = (performance.now() - begin) / 1000;
  const ownSeconds = seconds - watch.waited / 1000;
  return { code, stopped, stderr: told(), cpuSeconds, processes, seconds, ownSeconds };
}

/** The last that a stream said. */
function tail(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (part: string) => {
    text = (text + part).slice(-TOLD);
  });
  return () => text;
}

/** Looks at a run again and again, and kills it at a limit. */
class Watch {
  stopped: Stopped | undefined;
  cpuSeconds = 0;
  processes = 0;
  waited = 0;
  /** By the grader, for a limit or because it wanted no more. */
  killed = false;
  /** Why there is no process at all. */
  problem: Error | undefined;
  #pids: readonly number[] = [];
  #notBefore = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(
    readonly child: ChildProcess,
    readonly box: Box,
    readonly job: Job,
    readonly limits: Limits,
    readonly begin: number,
  ) {
    this.#timer = setInterval(() => this.#lookInTurn(), PACE);
  }

  count(stream: Readable, most: number): void {
    let bytes = 0;
    stream.on('data', (part: Buffer | string) => {
      bytes += part.length;
      if (bytes > most) this.#stop('output');
    });
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Of the first process inside the walls: those that it starts may wait as long as they like. */
  waitedNow(): number {
    const first = this.box.apart ? WALL_PROCESSES : 0;
    if (this.#pids.length <= first && this.child.pid !== undefined) this.#pids = treeUse(this.child.pid).pids;
    const pid = this.#pids[first];
    return pid === undefined ? 0 : waitedBy(pid);
  }

  workedNow(): number {
    return this.child.pid === undefined ? 0 : (treeUse(this.child.pid).ticks * 1000) / TICKS_A_SECOND;
  }

  kill(): void {
    if (this.child.pid === undefined) return;
    const pids = new Set([...this.#pids, ...treeUse(this.child.pid).pids]);
    this.stop();
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.killed = true;
      signal(-this.child.pid);
    }
    // With walls they go with the sandbox's init, and a number may be another's by now.
    for (const pid of this.box.apart ? [] : pids) signal(pid);
  }

  #stop(reason: Stopped): void {
    this.stopped ??= reason;
    this.kill();
  }

  /** A folder of very many files takes long to look through: no more than a fourth of the time goes into it. */
  #lookInTurn(): void {
    const begin = performance.now();
    if (begin < this.#notBefore) return;
    this.#look();
    this.#notBefore = begin + 4 * (performance.now() - begin);
  }

  #look(): void {
    if (this.child.pid === undefined) return;
    const { pids, resident, ticks, waited } = treeUse(this.child.pid);
    this.waited = Math.max(this.waited, waited);
    this.#pids = pids;
    this.cpuSeconds = Math.max(this.cpuSeconds, ticks / TICKS_A_SECOND);
    this.processes = Math.max(this.processes, pids.length - (this.box.apart ? WALL_PROCESSES : 0));
    const seconds = (performance.now() - this.begin - this.waited) / 1000;
    // Who waits for a processor because many of its own processes want one has not been kept waiting by the machine.
    if (seconds > this.limits.seconds || this.cpuSeconds > CPU * this.limits.seconds) this.#stop('time');
    else if (this.processes > this.limits.processes) this.#stop('processes');
    else if (resident > this.limits.memory) this.#stop('memory');
    else if (this.#written() > this.limits.disk) this.#stop('disk');
  }

  /** What it wrote just before it ended. */
  lookLast(): void {
    if (this.#written() > this.limits.disk) this.stopped ??= 'disk';
  }

  #written(): number {
    const folders = this.job.mounts.filter(({ writable }) => writable);
    return folders.reduce((sum, { from }) => sum + folderSize(from, this.limits.disk), 0);
  }
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
