// First of all: what is imported below finds it.
import './arrow-in-one-file';
import { parentPort, workerData } from 'node:worker_threads';
import { decodeAhead, GroupError, onGroup } from './each-group';
import { fetchRows } from './fetch';
import { keyRows } from './key-rows';
import { newest } from './newest';
import { readCost } from './parquet-file';
import { place } from './place';
import type { ReadCost } from './read-cost';
import { readTable } from './read-table';
import type { Tasks } from './tasks';

/** What the thread is asked: one task at a time. */
export interface Request<N extends keyof Tasks = keyof Tasks> {
  readonly name: N;
  readonly task: Tasks[N]['task'];
}

export type Reply =
  { readonly answer: unknown; readonly cost: ReadCost } | { readonly place: string; readonly reason: string };

const RUN: { [N in keyof Tasks]: (task: Tasks[N]['task']) => Promise<Tasks[N]['answer']> } = {
  ahead: decodeAhead,
  place,
  fetch: fetchRows,
  newest,
  keyRows,
  table: readTable,
};

async function run<N extends keyof Tasks>({ name, task }: Request<N>): Promise<Reply> {
  try {
    readCost.reset();
    return { answer: await RUN[name](task), cost: readCost.total() };
  } catch (error) {
    if (error instanceof GroupError) return { place: error.place, reason: error.message };
    throw error;
  }
}

/** The buffers of typed arrays go over without a copy; values (strings, bytes) are copied. */
function buffersIn(value: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null && !isValues(value)) {
    for (const inner of Object.values(value)) buffersIn(inner, found);
  }
  return found;
}

function isValues(value: object): boolean {
  return Array.isArray(value) && (typeof value[0] === 'string' || ArrayBuffer.isView(value[0]));
}

const current = workerData as Int32Array;
onGroup((group) => Atomics.store(current, 0, group));
parentPort?.on('message', (request: Request) => {
  void run(request).then((reply) => {
    parentPort?.postMessage(reply, [...buffersIn(reply)]);
  });
});
