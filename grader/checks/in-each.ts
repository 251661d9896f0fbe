import type { Cause } from '../causes';
import type { Context } from '../run/context';
import { expectedOf } from '../run/expected-of';
import type { Surroundings } from '../run/scripts';
import { isClean, runTrial } from '../run/trial';
import { plainTrial } from '../worlds/plain-trial';
import { outcomeOf, PASSED } from './check';
import type { Outcome } from './check';

export type Where = (now: number) => Surroundings;

/** `[training and storing, serving]` */
export type Machine = readonly [Where, Where];

/** The same plain trial on machines of several kinds. */
export async function inEach(context: Context, id: string, own: Cause, machines: readonly Machine[]): Promise<Outcome> {
  const random = context.random(id);
  const trial = plainTrial(context.plain(random), random, 1);
  const now = trial.servings[0].end;
  const expectation = await expectedOf(context, trial);
  for (const [making, serving] of machines) {
    const around = { train: making(now), materialize: making(now), serve: serving(now) };
    const findings = await runTrial(context, { ...trial, around }, expectation);
    if (!isClean(findings)) return outcomeOf(findings, own);
  }
  return PASSED;
}
