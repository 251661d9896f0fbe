import type { Request } from '../fraud/world';
import type { Context } from './context';
import { Said } from './expectation';
import type { Expectation } from './expectation';
import { fieldsOf, gotOf } from './judge';
import { rowsOfLabels } from './rows-of-labels';
import { latest } from './trial';
import type { Serving, Trial } from './trial';

/**
 * The oracle; where there is none, what the submission itself says of `plainer`, a case in which nothing is in the way
 * of the right answers.
 */
export async function expectedOf(context: Context, plainer: Trial): Promise<Expectation> {
  if (context.oracle) return context.oracle;
  const said = new Said();
  await trained(context, plainer, said);
  for (const serving of plainer.servings ?? []) await served(context, plainer, serving, said);
  return said;
}

async function trained(context: Context, { world, write, labels = [] }: Trial, said: Said): Promise<void> {
  if (labels.length === 0) return;
  const { scripts } = context;
  const set = await scripts.train(
    context.dataOf(world, write),
    context.labelsFile(labels),
    labels.length,
    latest(labels),
  );
  const rows = 'script' in set ? undefined : rowsOfLabels(labels, set);
  if ('script' in set || rows === undefined) return;
  for (const [i, label] of labels.entries()) {
    const row = rows[i];
    if (row < 0) continue;
    const values = Object.entries(set.columns).map(([name, column]) => [name, column[row]]);
    said.add(label, { now: label.event_timestamp }, Object.fromEntries(values) as Parameters<Said['add']>[2]);
  }
}

async function served(context: Context, { world, write }: Trial, serving: Serving, said: Said): Promise<void> {
  const { end, now = end, requests } = serving;
  const online = context.place.newStore();
  await context.scripts.materialize(context.dataOf(world, write), end, online);
  const { answers } = await context.scripts.serve(online, now, requests);
  requests.forEach((request: Request, i) => {
    const fields = Object.entries(fieldsOf(answers[i]) ?? {}).map(([name, value]) => [name, gotOf(value)]);
    said.add(request, { now }, Object.fromEntries(fields) as Parameters<Said['add']>[2]);
  });
}
