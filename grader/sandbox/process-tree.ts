import { readdirSync, readFileSync } from 'node:fs';

export interface TreeUse {
  readonly pids: readonly number[];
  /** Bytes. */
  readonly resident: number;
  /** Ticks of 1/100 s of processes that live and of those they waited for. */
  readonly ticks: number;
  /** ms that the one of them that waited longest stood ready and got no processor: the machine was busy. */
  readonly waited: number;
}

const PAGE = 4096;

/** What `root` and all that descends from it use now, by Linux's /proc; nothing where there is none. */
export function treeUse(root: number): TreeUse {
  const pids = [root];
  let resident = 0;
  let ticks = 0;
  let waited = 0;
  for (const pid of pids) {
    pids.push(...childrenOf(pid));
    const stat = statOf(pid);
    resident += stat.resident;
    ticks += stat.ticks;
    waited = Math.max(waited, waitedBy(pid));
  }
  return { pids, resident, ticks, waited };
}

function childrenOf(pid: number): number[] {
  return attempt(() => readdirSync(`/proc/${String(pid)}/task`), [] as string[]).flatMap((thread) => {
    const text = attempt(() => readFileSync(`/proc/${String(pid)}/task/${thread}/children`, 'latin1'), '');
    return text.split(' ').filter(Boolean).map(Number);
  });
}

/** Of `/proc/PID/stat`, counted behind the name, which may hold anything. */
function statOf(pid: number): { resident: number; ticks: number } {
  const text = attempt(() => readFileSync(`/proc/${String(pid)}/stat`, 'latin1'), '');
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  if (fields.length < 22) return { resident: 0, ticks: 0 };
  return { ticks: fields[11] + fields[12] + fields[13] + fields[14], resident: fields[21] * PAGE };
}

/** ms that its main thread stood ready and got no processor: `/proc/PID/schedstat` is ns on one, ns ready, turns. */
export function waitedBy(pid: number | 'self'): number {
  const text = attempt(() => readFileSync(`/proc/${String(pid)}/schedstat`, 'latin1'), '');
  return Number(text.split(' ')[1] ?? 0) / 1e6;
}

/** A process may end while one looks at it. */
function attempt<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
