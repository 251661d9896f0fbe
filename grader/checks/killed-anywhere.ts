import { join } from 'node:path';
import type { Context } from '../run/context';
import { copyFolder } from '../run/copy-folder';
import { STORE } from '../run/workplace';
import type { Run } from '../sandbox/start';
import { folderSize, largestFile } from '../sandbox/folder-size';
import { keysToKill } from './many-keys';
import type { ManyKeys } from './many-keys';
import { requestOf } from '../worlds/plain-world';
import { askStore, isClean } from '../run/trial';
import { notAlsoAtRest } from './at-rest';
import { outcomeOf } from './check';
import type { Check } from './check';

/**
 * When to kill: as soon as anything was written, when so much of what an undisturbed run leaves is there more, or less,
 * after so much of its time, or, by the kernel and so without fail, in the middle of a write: where a file would grow
 * beyond that part of the largest one that an undisturbed run leaves, or instead of its so many-th rename. The kills of
 * a list follow one another in one folder, then comes a run to the end; the first list begins with one that a busy machine
 * cannot miss, into an empty folder: what one leaves that stands in the way of the next run is found there.
 */
type Moment =
  { readonly written: number } | { readonly time: number } | { readonly file: number } | { readonly rename: number };
const ROUNDS: readonly (readonly Moment[])[] = [
  [{ file: 0.5 }, { written: 0.5 }],
  [{ written: 0 }, { time: 0.85 }],
  [{ written: 0.9 }, { written: 0.25 }],
  [{ time: 0.97 }, { written: 0.02 }],
];

/**
 * Of a run up to an earlier end, into a store that is whole: also between what was taken away and what is to be renamed
 * into its place, and as soon as anything of it changes, again and again.
 */
const AT_ONCE: Moment = { written: 0 };
const OVER_A_WHOLE_ONE: readonly Moment[] = [
  ...[{ file: 0 }, { file: 0.5 }, { file: 0.95 }],
  ...[{ rename: 1 }, { rename: 2 }],
  ...[AT_ONCE, AT_ONCE],
];

/**
 * I2: SIGKILL at many moments of a big materialize, then once more to the end; also of one with an earlier end than the
 * store's, which has nothing to add and takes nothing away.
 */
export const killedAnywhere: Check = async (context) => {
  const big = await keysToKill(context);
  const { data, end, half, world } = big;
  const usual = {
    bytes: folderSize(big.online, Infinity),
    largest: largestFile(big.online),
    seconds: big.made.ended.seconds,
  };
  const asked = big.asked.map(requestOf);
  for (const moments of ROUNDS) {
    const online = context.place.newStore();
    for (const moment of moments) await killAt(context, big, online, moment, usual);
    const rerun = await context.scripts.materialize(data, end, online);
    const findings = await askStore(context, world, online, { end, requests: asked }, [rerun]);
    // What a run that nobody killed leaves too was not torn.
    const torn = await notAlsoAtRest(context, big, findings);
    if (!isClean(torn)) return outcomeOf(torn, 'torn_write');
  }
  const whole = context.place.newStore({ isThere: false });
  const { box } = context.place;
  copyFolder(big.online, STORE, join(whole, STORE), box.uid, context.scripts.limits.disk);
  const earlier = { ...big, end: half };
  for (const moment of OVER_A_WHOLE_ONE) await killAt(context, earlier, whole, moment, usual);
  const rerun = await context.scripts.materialize(data, earlier.end, whole);
  const findings = await askStore(context, world, whole, { end, requests: asked }, [rerun]);
  return outcomeOf(await notAlsoAtRest(context, big, findings), 'torn_write');
};

interface Usual {
  readonly bytes: number;
  readonly largest: number;
  readonly seconds: number;
}

async function killAt(
  context: Context,
  { data, end }: ManyKeys,
  online: string,
  moment: Moment,
  usual: Usual,
): Promise<void> {
  if ('file' in moment || 'rename' in moment) {
    const dies = 'rename' in moment ? moment : { file: wholePages(moment.file * usual.largest) };
    context.scripts.add(await context.scripts.startMaterialize(data, end, online, dies).ended);
    return;
  }
  const before = folderSize(online, Infinity);
  const run = context.scripts.startMaterialize(data, end, online);
  const begin = performance.now();
  const isDue = (): boolean =>
    'time' in moment
      ? performance.now() - begin >= moment.time * usual.seconds * 1000
      : Math.abs(folderSize(online, Infinity) - before) > moment.written * usual.bytes;
  await untilDue(run, isDue, moment === AT_ONCE ? (usual.seconds * 1000) / 3 : Infinity);
  run.kill();
  context.scripts.add(await run.ended);
}

/** A kill stops a write between two pages. */
function wholePages(bytes: number): number {
  return bytes - (bytes % 4096);
}

/**
 * Looks every ms or so, and from `closely` ms on without a pause: a store is written over in two or three. A run that ends
 * first was too quick for this moment.
 */
async function untilDue(run: Run, isDue: () => boolean, closely: number): Promise<void> {
  let over = false;
  void run.ended
    .catch(() => undefined)
    .then(() => {
      over = true;
    });
  const begin = performance.now();
  while (!over && !isDue()) {
    const isClose = performance.now() - begin > closely;
    await new Promise<void>((resolve) => (isClose ? setImmediate(resolve) : setTimeout(resolve, 1)));
  }
}
