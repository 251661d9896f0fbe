import type { Cause } from '../causes';
import type { Context } from '../run/context';
import { expectedOf } from '../run/expected-of';
import type { Surroundings } from '../run/scripts';
import { isClean, runTrial } from '../run/trial';
import { plainTrial } from '../worlds/plain-trial';
import { plainWorld } from '../worlds/plain-world';
import { outcomeOf, PASSED } from './check';
import type { Outcome } from './check';

type Where = Surroundings | ((now: number) => Surroundings);

/** The same plain trial on machines of several kinds: `[training and storing, serving]`. */
export async function inEach(
  context: Context,
  id: string,
  own: Cause,
  machines: readonly (readonly [Where, Where])[],
): Promise<Outcome> {
  const random = context.random(id);
  const trial = plainTrial(plainWorld(random), random, 1);
  const now = trial.servings[0].end;
  const resolve = (where: Where): Surroundings => (typeof where === 'function' ? where(now) : where);
  const expectation = await expectedOf(context, trial);
  for (const [making, serving] of machines) {
    const around = { train: resolve(making), materialize: resolve(making), serve: resolve(serving) };
    const findings = await runTrial(context, { ...trial, around }, expectation);
    if (!isClean(findings)) return outcomeOf(findings, own);
  }
  return PASSED;
}
