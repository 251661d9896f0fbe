import type { Context } from '../run/context';
import type { Trouble } from '../run/scripts';
import { bigWorld } from '../worlds/big-world';
import type { BigWorld } from '../worlds/big-world';
import { once } from './once';

/** A store with many keys, made by an undisturbed run, for the checks that need one. */
export interface ManyKeys extends BigWorld {
  readonly data: string;
  readonly online: string;
  readonly made: Trouble;
}

/** So many that it takes long to look through all of them. Materialized by the submission at the first call. */
export const manyKeys: (context: Context) => Promise<ManyKeys> = once((context) => make(context, 25_000, 2_000));

/** Not fewer than it takes to be killed while they are written, for I2 has them written twenty times. */
export const keysToKill: (context: Context) => Promise<ManyKeys> = once((context) => make(context, 12_000, 1_000));

async function make(context: Context, customers: number, merchants: number): Promise<ManyKeys> {
  const big = bigWorld(context.random('many keys'), {
    ...{ customers, merchants, rowsEach: 1, asked: 120 },
    views: context.allViews,
  });
  const data = context.bigDataOf(big, 100_000);
  const online = context.place.newStore();
  return { ...big, data, online, made: await context.scripts.materialize(data, big.end, online) };
}
