import type { Context } from '../run/context';
import type { Run } from '../sandbox/start';
import { folderSize } from '../sandbox/folder-size';
import { manyKeys } from './many-keys';
import type { ManyKeys } from './many-keys';
import { requestOf } from '../worlds/plain-world';
import { askStore, isClean } from '../run/trial';
import { outcomeOf, PASSED } from './check';
import type { Check } from './check';

/**
 * When to kill: as soon as anything was written, when so much of what an undisturbed run leaves is there, or after so
 * much of its time. The kills of a list follow one another in one folder, then comes a run to the end.
 */
type Moment = { readonly written: number } | { readonly time: number };
const ROUNDS: readonly (readonly Moment[])[] = [
  [{ written: 0 }, { written: 0.5 }],
  [{ written: 0.25 }, { time: 0.85 }],
  [{ written: 0.9 }],
  [{ time: 0.97 }, { written: 0.02 }],
];

/** I2: SIGKILL at many moments of a big materialize, then once more to the end. */
export const killedAnywhere: Check = async (context) => {
  const big = await manyKeys(context);
  const { data, end, world } = big;
  const usual = { bytes: folderSize(big.online, Infinity), seconds: big.made.ended.seconds };
  const asked = big.asked.map(requestOf);
  for (const moments of ROUNDS) {
    const online = context.place.newStore();
    for (const moment of moments) await killAt(context, big, online, moment, usual);
    const rerun = await context.scripts.materialize(data, end, online);
    const findings = await askStore(context, world, online, { end, requests: asked }, [rerun]);
    if (!isClean(findings)) return outcomeOf(findings, 'torn_write');
  }
  return PASSED;
};

interface Usual {
  readonly bytes: number;
  readonly seconds: number;
}

async function killAt(
  context: Context,
  { data, end }: ManyKeys,
  online: string,
  moment: Moment,
  usual: Usual,
): Promise<void> {
  const before = folderSize(online, Infinity);
  const run = context.scripts.startMaterialize(data, end, online);
  const begin = performance.now();
  const isDue = (): boolean =>
    'time' in moment
      ? performance.now() - begin >= moment.time * usual.seconds * 1000
      : folderSize(online, Infinity) > before + moment.written * usual.bytes;
  await untilDue(run, isDue);
  run.kill();
  context.scripts.add(await run.ended);
}

/** Looks every ms or so. A run that ends first was too quick for this moment. */
async function untilDue(run: Run, isDue: () => boolean): Promise<void> {
  let over = false;
  void run.ended
    .catch(() => undefined)
    .then(() => {
      over = true;
    });
  while (!over && !isDue()) await new Promise((resolve) => setTimeout(resolve, 1));
}
