import type { Context } from '../run/context';
import type { Trouble } from '../run/scripts';
import { bigWorld } from '../worlds/big-world';
import type { BigWorld } from '../worlds/big-world';
import { once } from './once';

const SIZE = { customers: 25_000, merchants: 2_000, rowsEach: 1, asked: 120 };

/** A store with many keys, made by an undisturbed run, for the checks that need one. */
export interface ManyKeys extends BigWorld {
  readonly data: string;
  readonly online: string;
  readonly made: Trouble;
}

/** Materialized by the submission at the first call. */
export const manyKeys: (context: Context) => Promise<ManyKeys> = once(make);

async function make(context: Context): Promise<ManyKeys> {
  const big = bigWorld(context.random('many keys'), SIZE);
  const data = context.bigDataOf(big, 100_000);
  const online = context.place.newStore();
  return { ...big, data, online, made: await context.scripts.materialize(data, big.end, online) };
}
