import { SourceError, StoreError } from '../../errors';
import { fileStamp } from '../../file-stamp';
import type { Reply, Request } from './decoder-thread';
import { leaveThread, takeThread } from './idle-threads';
import type { DecoderThread } from './idle-threads';
import { createCostMeter } from './read-cost';
import type { CostMeter } from './read-cost';
import { sourceChanged } from './source-changed';
import type { GroupRef, Tasks } from './tasks';

/** Threads that decode Parquet. A reader that traps takes its thread along, not the process. */
export interface DecoderPool {
  /** How many threads are worth it for so many rows. */
  threadsFor(rows: number): number;
  /**
   * Runs a task on thread number `thread`, after the ones it was given before.
   * @throws StoreError STORE_CLOSED where the pool is closed meanwhile
   */
  run<N extends keyof Tasks>(thread: number, name: N, task: Tasks[N]['task']): Promise<Tasks[N]['answer']>;
  /** What the threads' reading cost; a task that failed is not counted. */
  readonly cost: CostMeter;
  close(): Promise<void>;
}

/** Starting a thread costs about as much as decoding so many rows. */
const ROWS_PER_THREAD = 100_000;

/**
 * @param size at most this many threads, started when they are first needed
 * @param rowsPerThread a second thread is worth it from so many rows on, a third from twice as many
 */
export function createDecoderPool(size: number, rowsPerThread: number = ROWS_PER_THREAD): DecoderPool {
  const cost = createCostMeter();
  const threads = Array.from({ length: size }, () => createThread(cost));
  return {
    threadsFor: (rows) => Math.min(size, 1 + Math.floor(rows / rowsPerThread)),
    run: (thread, name, task) => threads[thread % size].run(name, task),
    cost,
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

interface Thread {
  run<N extends keyof Tasks>(name: N, task: Tasks[N]['task']): Promise<Tasks[N]['answer']>;
  close(): Promise<void>;
}

function createThread(cost: CostMeter): Thread {
  let thread: DecoderThread | undefined;
  let rows = 0;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let closings = 0;
  const drop = async (): Promise<void> => {
    const old = thread;
    thread = undefined;
    await old?.worker.terminate();
  };
  const leave = async (): Promise<void> => {
    const old = thread;
    thread = undefined;
    if (old) await leaveThread(old);
  };
  const ask = async <N extends keyof Tasks>(request: Request<N>, asked: number): Promise<Tasks[N]['answer']> => {
    const isOpen = (): boolean => asked === closings;
    if (!isOpen()) throw closedMeanwhile();
    thread ??= takeThread();
    rows += rowsIn(request.task.groups);
    try {
      const reply = await exchange(thread, request, isOpen);
      cost.add(reply.cost);
      return reply.answer as Tasks[N]['answer'];
    } catch (error) {
      if (!isOpen()) throw closedMeanwhile();
      await drop();
      throw error;
    }
  };
  return {
    run: (name, task) => {
      // An idle thread is asked at once: the caller may go on to keep this one busy.
      const asked = closings;
      const answer = waiting === 0 ? ask({ name, task }, asked) : last.then(() => ask({ name, task }, asked));
      waiting++;
      last = answer.catch(() => undefined).then(() => waiting--);
      return answer;
    },
    close: () => {
      closings++;
      // One that read a big source holds that much memory: it is ended, so that closing gives the memory back.
      const isKept = waiting === 0 && rows <= ROWS_PER_THREAD;
      rows = 0;
      return isKept ? leave() : drop();
    },
  };
}

function rowsIn(groups: readonly GroupRef[]): number {
  return groups.reduce((sum, group) => sum + group.rows, 0);
}

type Answered = Extract<Reply, { readonly answer: unknown }>;

function closedMeanwhile(): StoreError {
  return new StoreError(
    'STORE_CLOSED',
    'the feature store was closed while it read its sources',
    'close it when all that was asked of it is answered',
  );
}

/**
 * The thread keeps the process alive only while it is asked something, and while it is being ended: without that, who
 * waits for the end would wait for ever.
 */
function exchange({ worker, current }: DecoderThread, request: Request, isOpen: () => boolean): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string, place?: string): void => {
      settle();
      const groups: readonly GroupRef[] = request.task.groups;
      reject(refusal(groups.find((group) => group.place === place) ?? groups[Atomics.load(current, 0)], reason));
    };
    const onError = (error: unknown): void => {
      fail(error instanceof Error ? error.message : String(error));
    };
    const onExit = (code: number): void => {
      fail(`the reader ended with ${String(code)}`);
    };
    const onMessage = (reply: Reply): void => {
      if ('reason' in reply) {
        fail(reply.reason, reply.place);
        return;
      }
      settle();
      resolve(reply);
    };
    const settle = (): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      if (isOpen()) worker.unref();
    };
    worker.ref();
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(request);
  });
}

/** A file that is another one by now was not broken. */
function refusal(group: GroupRef | undefined, reason: string): SourceError {
  if (group && fileStamp(group.path) !== group.stamp) return sourceChanged(group.place);
  return unreadable(group?.place ?? 'a Parquet file', reason);
}

function unreadable(place: string, reason: string): SourceError {
  return new SourceError(
    'SOURCE_UNREADABLE',
    `${place} cannot be read (${reason})`,
    'write the file again: it is not whole, or holds what the reason names',
  );
}
