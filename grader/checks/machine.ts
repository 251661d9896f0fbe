import { DAY } from '../oracle/micros';
import type { Context } from '../run/context';
import type { Surroundings } from '../run/scripts';
import { isClean, runTrial } from '../run/trial';
import { plainWorld } from '../worlds/plain-world';
import { outcomeOf, PASSED } from './check';
import type { Check } from './check';
import { plainTrial } from './equality';
import type { Cause } from '../causes';

/** D1: the same again, with chance from one end of its range and from the other. */
export const twiceTheSame: Check = (context) =>
  inEach(context, 'D1', 'nondeterminism', [
    [{ chance: 0 }, { chance: 0.9 }],
    [{ chance: 0.9 }, { chance: 0 }],
  ]);

const YEARS = 3652 * DAY;

/**
 * C1: the clock of the machine ten years ahead while it trains and stores and ten years behind while it serves, and
 * the other way. It is `Date` that is changed, in the script, its threads and its Node processes; SQLite's and
 * DuckDB's own clocks show the real time, which is years away from that of the data, in every check.
 */
export const anyClock: Check = (context) => {
  const at =
    (sign: number) =>
    (now: number): Surroundings => ({ clock: now + sign * YEARS });
  return inEach(context, 'C1', 'wall_clock', [
    [at(1), at(-1)],
    [at(-1), at(1)],
  ]);
};

type Where = Surroundings | ((now: number) => Surroundings);

/** The same plain trial on machines of several kinds: `[training and storing, serving]`. */
async function inEach(context: Context, id: string, own: Cause, machines: readonly (readonly [Where, Where])[]) {
  const random = context.random(id);
  const trial = plainTrial(plainWorld(random), random, 1);
  const now = trial.servings[0].end;
  const resolve = (where: Where): Surroundings => (typeof where === 'function' ? where(now) : where);
  for (const [making, serving] of machines) {
    const around = { train: resolve(making), materialize: resolve(making), serve: resolve(serving) };
    const findings = await runTrial(context, { ...trial, around });
    if (!isClean(findings)) return outcomeOf(findings, own);
  }
  return PASSED;
}
