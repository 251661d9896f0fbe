import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { isoOf } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import type { Request } from '../fraud/world';
import type { Job } from '../sandbox/box';
import { compiledIn } from '../sandbox/compiled';
import type { Mount } from '../sandbox/kit';
import { DIES_AT_FILE_LIMIT, diesAtRename, LIMITS, secondsLeft } from '../sandbox/limits';
import type { Limits } from '../sandbox/limits';
import type { Ended, Run } from '../sandbox/start';
import { copyFolder } from './copy-folder';
import { Conversation, FAREWELL } from './conversation';
import { readTrainingSet } from './read-training-set';
import { removeFolder } from './remove-folder';
import type { TrainingSet } from './training-set';
import { STORE } from './workplace';
import type { Workplace } from './workplace';

/** The machine as a run finds it. */
export interface Surroundings {
  /** Its time zone; UTC where absent. */
  readonly zone?: string;
  /** What its clock shows; the time that the script is told where absent. */
  readonly clock?: Micros;
  /** The tenth of the range of Math.random: 0 to 0.9; the middle where absent. */
  readonly chance?: number;
  /** What `--end` or `--now` says, in another form of ISO. */
  readonly time?: string;
}

/** Where a run dies, and without fail. */
export interface Dying {
  /** Bytes: the kernel kills it in the middle of the write of a larger file. */
  readonly file?: number;
  /** It is killed instead of renaming, linking or copying for that many-th time. */
  readonly rename?: number;
}

/** A script that did not do its part. */
export interface Trouble {
  readonly script: ScriptName;
  readonly ended: Ended;
  /** What it did to be in trouble, where its end alone does not say it. */
  readonly problem?: 'no output' | 'unreadable output';
}

export type ScriptName = 'build_training.ts' | 'materialize.ts' | 'serve.ts';

export interface Served {
  /** A line for each request, undefined where none came. */
  readonly answers: readonly (string | undefined)[];
  /** Lines that are no JSON object. */
  readonly noise: readonly string[];
  /** JSON lines beyond the requests. */
  readonly further: number;
  /** Did it end by itself after the end of input? */
  readonly endedItself: boolean;
  readonly ended: Ended;
}

/** The three scripts of a submission, each run in a sandbox of its own. What they print is only ever data. */
export class Scripts {
  cpuSeconds = 0;
  /** The most processes that a run had at a time. */
  processes = 0;
  #seconds = 0;
  #materialized = 0;

  constructor(
    readonly place: Workplace,
    readonly limits: Limits = LIMITS,
  ) {}

  /** build_training.ts on `data` and `labels`; the clock shows `now`. */
  async train(
    data: string,
    labels: string,
    rows: number,
    now: Micros,
    around: Surroundings = {},
  ): Promise<TrainingSet | Trouble> {
    const out = this.place.writable('training');
    const job = this.#job(
      'build_training.ts',
      ['--data', '/data', '--labels', '/labels.parquet', '--out', '/out/training.parquet'],
      now,
      around,
      [
        { from: data, to: '/data' },
        { from: labels, to: '/labels.parquet' },
        { from: out, to: '/out', writable: true },
      ],
    );
    const ended = await this.#toItsEnd(job);
    const file = join(out, 'training.parquet');
    try {
      if (ended.stopped) return { script: 'build_training.ts', ended };
      const found = lstatSync(file, { throwIfNoEntry: false });
      if (!found) return { script: 'build_training.ts', ended, problem: 'no output' };
      // Who reads a pipe waits for ever, and a link leads to what was not written.
      if (!found.isFile()) return { script: 'build_training.ts', ended, problem: 'unreadable output' };
      return (
        (await readTrainingSet(this.place, out, rows)) ?? {
          script: 'build_training.ts',
          ended,
          problem: 'unreadable output',
        }
      );
    } finally {
      removeFolder(out);
    }
  }

  /** materialize.ts up to `end`, into the store in the folder `online`. How it ended tells nothing of what it wrote. */
  async materialize(data: string, end: Micros, online: string, around: Surroundings = {}): Promise<Trouble> {
    return { script: 'materialize.ts', ended: await this.#toItsEnd(this.materializeJob(data, end, online, around)) };
  }

  /**
   * The same, to be started and killed by the caller.
   * @param dies when it dies by itself
   */
  startMaterialize(data: string, end: Micros, online: string, dies: Dying = {}): Run {
    const job = this.materializeJob(data, end, online, {});
    const env = {
      ...job.env,
      ...(dies.file !== undefined && DIES_AT_FILE_LIMIT),
      ...(dies.rename !== undefined && diesAtRename(dies.rename)),
    };
    const run = this.#start({ ...job, env }, { ...this.limits, ...(dies.file !== undefined && { file: dies.file }) });
    run.stdin.end();
    run.stdout.resume();
    return run;
  }

  /** Its clock shows `end`, and a millisecond more each time, and its process id is another: what is named by them is named apart. */
  materializeJob(data: string, end: Micros, online: string, around: Surroundings): Job {
    const nth = ++this.#materialized;
    const clock = around.clock ?? end + 1000 * nth;
    const job = this.#job(
      'materialize.ts',
      ['--data', '/data', '--end', around.time ?? isoOf(end), '--online', `/online/${STORE}`],
      end,
      { ...around, clock },
      [
        { from: data, to: '/data' },
        { from: online, to: '/online', writable: true },
      ],
    );
    return { ...job, env: { ...job.env, GRADER_PID: String(100_000 + 1000 * nth) } };
  }

  /** serve.ts at `now` on a private copy of `online`, all requests at once. */
  async serve(online: string, now: Micros, requests: readonly Request[], around: Surroundings = {}): Promise<Served> {
    // All answers are in: who does not end by itself is judged for it by K1.
    return this.converse(online, now, around, (conversation) => conversation.all(requests), FAREWELL / 3);
  }

  /** The same, with the conversation in the caller's hands. */
  async converse(
    online: string,
    now: Micros,
    around: Surroundings,
    talk: (conversation: Conversation) => Promise<(string | undefined)[]>,
    farewell: number = FAREWELL,
  ): Promise<Served> {
    const copy = this.place.writable('served');
    copyFolder(online, STORE, join(copy, STORE), this.place.box.uid, this.limits.disk);
    const job = this.#job(
      'serve.ts',
      ['--online', `/elsewhere/${STORE}`, '--now', around.time ?? isoOf(now)],
      now,
      around,
      [{ from: copy, to: '/elsewhere', writable: true }],
    );
    try {
      const conversation = new Conversation(this.#start(job));
      const answers = await talk(conversation);
      const served = await conversation.end(farewell);
      this.add(served.ended);
      return { ...served, answers };
    } finally {
      removeFolder(copy);
    }
  }

  #job(script: ScriptName, args: readonly string[], now: Micros, around: Surroundings, mounts: readonly Mount[]): Job {
    const clock = Math.ceil((around.clock ?? now) / 1000);
    const compiled = compiledIn(this.place.compiled);
    return {
      args: [`/homework/submission/${script}`, ...args],
      cwd: '/homework/submission',
      mounts: [{ from: this.place.submission, to: '/homework/submission' }, ...compiled.mounts, ...mounts],
      env: {
        ...compiled.env,
        TZ: around.zone ?? 'UTC',
        GRADER_CLOCK: `${String(clock)},${String(around.chance ?? 0.45)}`,
        FEATLAB_KIT: '/kit',
      },
    };
  }

  #start(job: Job, limits: Limits = this.limits): Run {
    return this.place.start(job, { ...limits, seconds: secondsLeft(limits.seconds, this.#seconds) });
  }

  async #toItsEnd(job: Job): Promise<Ended> {
    const run = this.#start(job);
    run.stdin.end();
    run.stdout.resume();
    const ended = await run.ended;
    this.add(ended);
    return ended;
  }

  add({ cpuSeconds, ownSeconds, processes }: Ended): void {
    this.#seconds += ownSeconds;
    this.cpuSeconds += cpuSeconds;
    this.processes = Math.max(this.processes, processes);
  }
}
