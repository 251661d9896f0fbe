import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../../package-root';

/** A thread that decodes, and which of its task's groups it is at. */
export interface DecoderThread {
  readonly worker: Worker;
  readonly current: Int32Array<SharedArrayBuffer>;
}

/** Always the built file: a thread runs plain JavaScript, also where the library itself runs from its sources. */
const SCRIPT = join('dist', 'lib', 'offline', 'file', 'decoder-thread.js');

/** Of stores that were closed. They wait without keeping the process alive. */
const idle: DecoderThread[] = [];
const KEPT = 2;

/** One that another store left, or a new one: it takes a new one longer to load its reader than to read a small file. */
export function takeThread(): DecoderThread {
  return idle.pop() ?? startThread();
}

function startThread(): DecoderThread {
  const current = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(join(packageRoot(), SCRIPT), { workerData: current });
  worker.unref();
  return { worker, current };
}

/** For the next store of this process. Only one that has nothing to do and no great memory. */
export async function leaveThread(thread: DecoderThread): Promise<void> {
  if (idle.length < KEPT) idle.push(thread);
  else await thread.worker.terminate();
}
