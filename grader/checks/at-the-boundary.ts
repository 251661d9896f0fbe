import type { Micros } from '../fraud/micros';
import type { Label, Request, World } from '../fraud/world';
import type { Context } from '../run/context';
import { requestOf } from '../run/judge';
import type { Served, Trouble } from '../run/scripts';
import type { TrainingSet } from '../run/training-set';
import { boundaryWorld } from '../worlds/boundary-world';
import { labelOf } from '../worlds/plain-world';
import { once } from './once';

/** What both paths say at a time t that rows lie just before, at and just after. */
export interface AtTheBoundary {
  readonly world: World;
  readonly t: Micros;
  /** Of the keys with rows around t, then of the two with one that has just expired. */
  readonly labels: readonly Label[];
  /** How many are of the first kind. */
  readonly around: number;
  readonly requests: readonly Request[];
  readonly set: TrainingSet | Trouble;
  readonly made: Trouble;
  readonly served: Served;
}

/** Asked once: E1 compares the two with one another, M2 both with the oracle. */
export const atTheBoundary: (context: Context) => Promise<AtTheBoundary> = once(async (context) => {
  const { aged, pairs, t, world } = boundaryWorld(context.random('E1'), context.allViews);
  const labels = [...pairs, ...aged].map((pair) => labelOf(pair, t));
  const requests = labels.map(requestOf);
  const data = context.dataOf(world);
  const set = await context.scripts.train(data, context.labelsFile(labels), labels.length, t);
  const online = context.place.newStore();
  const made = await context.scripts.materialize(data, t, online);
  const served = await context.scripts.serve(online, t, requests);
  return { world, t, labels, around: pairs.length, requests, set, made, served };
});
