import type { Context } from '../run/context';
import type { Trouble } from '../run/scripts';
import { bigWorld } from '../worlds/big-world';
import type { BigWorld } from '../worlds/big-world';

const CUSTOMERS = 25_000;
const MERCHANTS = 2_000;

/** A store with many keys, made by an undisturbed run, for the checks that need one. */
export interface ManyKeys extends BigWorld {
  readonly data: string;
  readonly online: string;
  readonly made: Trouble;
}

const known = new WeakMap<Context, Promise<ManyKeys>>();

/** Materialized by the submission at the first call. */
export function manyKeys(context: Context): Promise<ManyKeys> {
  const store = known.get(context) ?? make(context);
  known.set(context, store);
  return store;
}

async function make(context: Context): Promise<ManyKeys> {
  const big = bigWorld(context.random('many keys'), CUSTOMERS, MERCHANTS, 1);
  const data = context.dataOf(big.world);
  const online = context.place.newStore();
  return { ...big, data, online, made: await context.scripts.materialize(data, big.end, online) };
}
