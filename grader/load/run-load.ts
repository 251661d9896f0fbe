import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { RESULT } from '../batch/out-files';
import { readStored } from '../batch/stored-result';
import { timeText } from '../batch/progress';
import { corpusEntries } from '../corpus/entries';
import type { Entry } from '../corpus/entries';
import { surprises } from '../corpus/expectation';
import { ROOT } from '../sandbox/kit';
import { treeUse } from '../sandbox/process-tree';

export interface LoadOptions {
  readonly submissions: number;
  readonly jobs: number;
  /** Kill the grading with -9 when half is done, and start the same command again. */
  readonly kill: boolean;
  readonly out: (text: string) => void;
}

/**
 * Grades copies of the corpus, each with a file of its own so that no two are the same, by the command that an
 * instructor types. Prints time and memory, and what did not come out as the corpus says. Answers its exit code.
 */
export async function runLoad({ jobs, kill, out, submissions }: LoadOptions): Promise<number> {
  const place = mkdtempSync(join(tmpdir(), 'featlab-load-'));
  try {
    const students = makeClass(join(place, 'class'), submissions);
    const names = [...students.keys()];
    const results = join(place, 'out');
    const begin = performance.now();
    const start = (): ChildProcess => startGrading(join(place, 'class'), results, jobs);
    const kept = kill ? await killedHalfway(start(), results, names) : undefined;
    const child = start();
    const memory = new PeakMemory(child.pid ?? 0);
    const [code] = (await once(child, 'exit')) as [number | null];
    memory.stop();
    const seconds = (performance.now() - begin) / 1000;
    out(line('submissions', `${String(names.length)}, ${String(jobs)} at once, on ${String(cpus().length)} cores`));
    out(line('time', `${timeText(seconds * 1000)}, ${((seconds * jobs) / names.length).toFixed(1)} s of a core each`));
    out(line('processor', `${cpuEach(results, names).toFixed(1)} s each, of the submissions' own processes`));
    out(line('peak memory', `${String(Math.round(memory.peak / 2 ** 20))} MiB, the grader and all that it started`));
    const left = readdirSync(tmpdir()).filter((name) => name.startsWith('featlab-class-'));
    out(line('left behind', left.length === 0 ? 'nothing' : left.join(', ')));
    const surprising = surprisesIn(results, students);
    out(line('verdicts', surprising.length === 0 ? 'all as the corpus says' : `not so: ${surprising.join('; ')}`));
    if (surprising.length > 0) return 1;
    if (kept === undefined) return code ?? 1;
    const changed = [...kept].filter(([name, text]) => text !== resultOf(results, name)).map(([name]) => name);
    out(line('killed', `after ${String(kept.size)}; graded again of these: ${changed.join(', ') || 'none'}`));
    return changed.length > 0 ? 1 : (code ?? 1);
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  }
}

function startGrading(submissions: string, out: string, jobs: number): ChildProcess {
  const script = join(ROOT, 'dist', 'grader', 'cli.js');
  return spawn(process.execPath, [script, submissions, '--out', out, '--jobs', String(jobs)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** The results that were there when it was killed, by name. */
async function killedHalfway(
  child: ChildProcess,
  out: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const done = (): [string, string][] =>
    names.map((name): [string, string] => [name, resultOf(out, name)]).filter(([, text]) => text !== '');
  const exited = once(child, 'exit');
  while (child.exitCode === null && done().length < names.length / 2) {
    await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, 500))]);
  }
  child.kill('SIGKILL');
  await exited;
  return new Map(done());
}

function resultOf(out: string, name: string): string {
  const file = join(out, name, RESULT);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** The folder's names, and what is to come of each. */
function makeClass(folder: string, count: number): ReadonlyMap<string, Entry['expected']> {
  mkdirSync(folder, { recursive: true });
  const entries = corpusEntries();
  const students = Array.from({ length: count }, (_, i): [string, Entry['expected']] => {
    const name = `student-${String(i + 1).padStart(3, '0')}`;
    const { expected, make } = entries[i % entries.length];
    make(join(folder, name));
    const readme = join(folder, name, 'README.md');
    if (existsSync(readme)) appendFileSync(readme, `\n${name}\n`);
    return [name, expected];
  });
  return new Map(students);
}

/** What did not come out as the corpus says. */
function surprisesIn(out: string, students: ReadonlyMap<string, Entry['expected']>): string[] {
  return [...students].flatMap(([name, expected]) => {
    const { result, details } = readStored(out, name) ?? {};
    const found = result && details ? surprises(expected, { result, details }) : ['there is no result'];
    return found.map((text) => `${name} (${expected.name}): ${text}`);
  });
}

function cpuEach(out: string, names: readonly string[]): number {
  const seconds = names.map((name) => readStored(out, name)?.details?.cpuSeconds ?? 0);
  return seconds.reduce((sum, one) => sum + one, 0) / names.length;
}

function line(name: string, text: string): string {
  return `${name.padEnd(12)} ${text}\n`;
}

/** Looks twice a second. */
class PeakMemory {
  peak = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(pid: number) {
    this.#timer = setInterval(() => (this.peak = Math.max(this.peak, treeUse(pid).resident)), 500);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
