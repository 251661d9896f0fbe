import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

import { readStored } from '../batch/stored-result';
import { timeText } from '../batch/progress';
import { makeSubmission } from '../corpus/make-submission';
import { WRONG } from '../corpus/wrong';
import { ROOT } from '../sandbox/kit';
import { treeUse } from '../sandbox/process-tree';

export interface LoadOptions {
  readonly submissions: number;
  readonly jobs: number;
  readonly out: (text: string) => void;
}

/**
 * Grades copies of the corpus, each with a file of its own so that no two are the same, by the command that an
 * instructor types. Prints time and memory. Answers its exit code.
 */
export async function runLoad({ jobs, out, submissions }: LoadOptions): Promise<number> {
  const place = mkdtempSync(join(tmpdir(), 'featlab-load-'));
  try {
    const names = makeClass(join(place, 'class'), submissions);
    const begin = performance.now();
    const child = spawn(
      process.execPath,
      [
        join(ROOT, 'dist', 'grader', 'cli.js'),
        join(place, 'class'),
        '--out',
        join(place, 'out'),
        '--jobs',
        String(jobs),
      ],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    const memory = new PeakMemory(child.pid ?? 0);
    const [code] = (await once(child, 'exit')) as [number | null];
    memory.stop();
    const seconds = (performance.now() - begin) / 1000;
    out(line('submissions', `${String(names.length)}, ${String(jobs)} at once, on ${String(cpus().length)} cores`));
    out(line('time', `${timeText(seconds * 1000)}, ${((seconds * jobs) / names.length).toFixed(1)} s of a core each`));
    out(
      line('processor', `${cpuEach(join(place, 'out'), names).toFixed(1)} s each, of the submissions' own processes`),
    );
    out(line('peak memory', `${String(Math.round(memory.peak / 2 ** 20))} MiB, the grader and all that it started`));
    return code ?? 1;
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  }
}

function makeClass(folder: string, count: number): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const right = join(ROOT, 'grader', 'corpus', 'right');
  const makers = [
    (to: string) => cpSync(join(ROOT, 'homework', 'solution'), to, { recursive: true }),
    ...readdirSync(right).map((name) => (to: string) => cpSync(join(right, name), to, { recursive: true })),
    ...WRONG.map((wrong) => (to: string) => makeSubmission(to, wrong)),
  ];
  return Array.from({ length: count }, (_, i) => {
    const name = `student-${String(i + 1).padStart(3, '0')}`;
    makers[i % makers.length]?.(join(folder, name));
    const readme = join(folder, name, 'README.md');
    if (existsSync(readme)) appendFileSync(readme, `\n${name}\n`);
    return name;
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
