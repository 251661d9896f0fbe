import type { World } from '../oracle/world';
import type { Context } from '../run/context';
import { askStore, together, trainOn } from '../run/trial';
import { bigWorld } from '../worlds/big-world';
import type { BigWorld } from '../worlds/big-world';
import { labelOf, requestOf } from '../worlds/plain-world';
import { outcomeOf } from './check';
import type { Check } from './check';

const CUSTOMERS = 40_000;
const MERCHANTS = 3_000;
const ROWS_EACH = 4;
const ASKED = 150;

/** The big store, made once for the checks that need one. */
export interface BigStore extends BigWorld {
  readonly online: string;
}

const stores = new WeakMap<Context, Promise<BigStore>>();

/** Materialized by the submission at the first call. */
export function bigStore(context: Context): Promise<BigStore> {
  const known = stores.get(context) ?? makeStore(context);
  stores.set(context, known);
  return known;
}

async function makeStore(context: Context): Promise<BigStore> {
  const big = bigWorld(context.random('M8'), CUSTOMERS, MERCHANTS, ROWS_EACH);
  const online = context.place.writable('big');
  await context.scripts.materialize(dataOf(context, big.world), big.end, online);
  return { ...big, online };
}

function dataOf(context: Context, world: World): string {
  return context.dataOf(world, { rowGroupSize: 20_000, files: 2 });
}

/** M8: 160,000 rows of a table, in two files of many row groups. */
export const muchMoreData: Check = async (context) => {
  const { world, pairs, end, online } = await bigStore(context);
  const random = context.random('M8 asked');
  const asked = Array.from({ length: ASKED }, () => random.pick(pairs));
  const write = { rowGroupSize: 20_000, files: 2 };
  const trained = await trainOn(
    context,
    { world, write },
    asked.map((pair) => labelOf(pair, end)),
  );
  const served = await askStore(context, world, online, { end, requests: asked.map(requestOf) }, []);
  return outcomeOf(together([trained, served]), 'size');
};
