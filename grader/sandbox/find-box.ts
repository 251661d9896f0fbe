import { existsSync } from 'node:fs';
import { Workplace } from '../run/workplace';
import { bubble, BWRAP, openBox, PRLIMIT } from './box';
import type { Box } from './box';
import { LIMITS } from './limits';

/** Nobody's number. As root, runs belong to it: the kernel counts its processes, and what root may read it may not. */
const NOBODY = 61_196;

/** The strongest box to be had on this machine. */
export async function findBox(): Promise<Box> {
  if (!existsSync(BWRAP) || !existsSync(PRLIMIT)) return openBox;
  const boxes = process.getuid?.() === 0 ? [bubble(NOBODY), bubble()] : [bubble()];
  for (const box of boxes) if (await opens(box)) return box;
  return openBox;
}

/**
 * Does Node start in it, see the packages and write where it may? It does not for another user where the project lies
 * in root's home, or temporary folders in one that is closed to others.
 */
async function opens(box: Box): Promise<boolean> {
  const place = new Workplace(box);
  try {
    const job = {
      args: ['-e', "require('/kit/node_modules/yaml'); require('fs').writeFileSync('/out/here', '')"],
      cwd: '/tmp',
      env: {},
      mounts: [{ from: place.writable('out'), to: '/out', writable: true }],
    };
    const run = place.start(job, LIMITS);
    run.stdin.end();
    run.stdout.resume();
    const ended = await run.ended.catch(() => undefined);
    return ended?.code === 0;
  } finally {
    place.remove();
  }
}
