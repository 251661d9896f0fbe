import type { Part } from '../details';
import { answer } from '../oracle/answer';
import type { View } from '../oracle/views';
import type { Label, Request, World } from '../oracle/world';
import type { Context } from '../run/context';
import { caseOf } from '../run/explain-mismatch';
import { failureOf } from '../run/failure';
import type { Failure } from '../run/failure';
import { fieldsOf, gotOf } from '../run/judge';
import type { Mismatch } from '../run/judge';
import type { Served, Trouble } from '../run/scripts';
import type { TrainingSet } from '../run/training-set';
import { runTrial } from '../run/trial';
import type { Trial } from '../run/trial';
import { shown } from '../run/values';
import type { Got } from '../run/values';
import { boundaryWorld } from '../worlds/boundary-world';
import { labelOf, plainWorld, quietTime, requestOf } from '../worlds/plain-world';
import type { PlainWorld } from '../worlds/plain-world';
import type { Random } from '../worlds/random';
import type { Check } from './check';

/** E1: serve(c, m, t) is the training row of (c, m, t), whatever it is, also for rows at t itself and beside it. */
export const servedEqualsTrained: Check = async (context) => {
  const { world, pairs, t } = boundaryWorld(context.random('E1'));
  const labels = pairs.map((pair) => labelOf(pair, t));
  const data = context.dataOf(world);
  const set = await context.scripts.train(data, context.labelsFile(labels), labels.length, t);
  const online = context.place.writable('online');
  const made = await context.scripts.materialize(data, t, online);
  const served = await context.scripts.serve(online, t, labels.map(asRequest));
  const unequal = context.views.map((view) => ({ view, first: firstUnequal(world, view, labels, set, served) }));
  const parts = unequal.map(({ view, first }): Part => ({ name: view.name, passed: first === undefined }));
  const firsts = unequal.flatMap(({ first }) => (first === undefined ? [] : [first]));
  if (firsts.length === 0) return { parts };
  return { parts, lost: lostBy(context, parts), failure: e1Failure(firsts, set, made, served) };
};

interface Unequal {
  readonly world: World;
  readonly view: View;
  readonly label: Label;
  readonly field: string;
  readonly trained: Got;
  readonly served: Got;
}

function firstUnequal(
  world: World,
  view: View,
  labels: readonly Label[],
  set: TrainingSet | Trouble,
  served: Served,
): Unequal | undefined {
  for (const [row, label] of labels.entries()) {
    const fields = fieldsOf(served.answers[row]) ?? {};
    for (const field of view.features) {
      const trainedValue = 'script' in set || set.rows !== labels.length ? undefined : set.columns[field]?.[row];
      const servedValue = Object.hasOwn(fields, field) ? gotOf(fields[field]) : undefined;
      const equal = trainedValue !== undefined && shown(trainedValue) === shown(servedValue);
      if (!equal) return { world, view, label, field, trained: trainedValue, served: servedValue };
    }
  }
  return undefined;
}

function e1Failure(firsts: readonly Unequal[], set: TrainingSet | Trouble, made: Trouble, served: Served): Failure {
  const ends: Trouble[] = [made, { script: 'serve.ts', ended: served.ended }];
  const bad = ends.filter(({ ended }) => ended.stopped !== undefined || ended.code !== 0);
  const troubles = [...('script' in set ? [set] : []), ...bad];
  const empty = 'script' in set || served.answers.every((line) => line === undefined);
  if (empty && troubles.length > 0)
    return failureOf({ faults: [{ path: 'training', kind: 'rows', what: '' }], mismatches: [], troubles });
  const [first] = firsts
    .filter(({ trained, served: got }) => trained !== undefined && got !== undefined)
    .concat(firsts);
  return unequalFailure(first);
}

/** Whichever side is not what the tables say explains the difference. */
function unequalFailure({ world, view, label, field, trained, served }: Unequal): Failure {
  const { event_timestamp: now } = label;
  const expected = answer(world, [view], label, { now, until: now })[field] ?? null;
  const side = (path: Mismatch['path'], got: Got): Mismatch => ({
    ...{ path, world, view, request: asRequest(label), now, until: now, field, expected, got },
  });
  const trainedIsRight = shown(trained) === shown(expected);
  const wrong = caseOf(trainedIsRight ? side('serving', served) : side('training', trained));
  const [request, at] = [wrong.request, wrong.at];
  const why = wrong.explanation;
  return {
    cause: 'served_differs',
    failure: { ...wrong, path: 'both', expected: `trained ${shown(trained)}`, got: `served ${shown(served)}` },
    message: {
      en: `for ${request} at ${at}, ${field} was trained as ${shown(trained)} and served as ${shown(served)}${why ? `: ${why.en}` : ''}`,
      es: `para ${request} a las ${at}, ${field} se entrenó como ${shown(trained)} y se sirvió como ${shown(served)}${why ? `: ${why.es}` : ''}`,
    },
  };
}

/** E2: both paths are what the tables say, on data without anything awkward. */
export const bothAreRight: Check = async (context) => {
  const random = context.random('E2');
  const plain = plainWorld(random);
  const { faults, mismatches, troubles } = await runTrial(context, plainTrial(plain, random));
  const all = context.views.flatMap((view) => (['training', 'serving'] as const).map((path) => ({ view, path })));
  const parts = all.map(({ view, path }): Part => {
    const wrong =
      mismatches.some((one) => one.path === path && (one.view === undefined || one.view.name === view.name)) ||
      faults.some(
        (one) => one.path === path && (one.kind !== 'column' || !isAnotherView(context.views, view, one.what)),
      );
    return { name: `${view.name} ${path}`, passed: !wrong };
  });
  if (parts.every(({ passed }) => passed)) return { parts };
  return { parts, lost: lostBy(context, parts), failure: failureOf({ faults, mismatches, troubles }) };
};

function isAnotherView(views: readonly View[], view: View, column: string): boolean {
  return views.some((one) => one.name !== view.name && one.features.includes(column));
}

function lostBy(context: Context, parts: readonly Part[]) {
  const bad = parts.filter(({ passed }) => !passed).map(({ name }) => name.split(' ')[0]);
  return context.views.map(({ name }) => name).filter((name) => bad.includes(name));
}

export type PlainTrial = Required<Pick<Trial, 'world' | 'labels' | 'servings'>>;

/** Labels at quiet times in their order, and every pair asked for at two of them. */
export function plainTrial(
  plain: Pick<PlainWorld, 'world' | 'pairs' | 'from' | 'end'>,
  random: Random,
  instants = 2,
): PlainTrial {
  const times = Array.from({ length: 12 }, () => quietTime(random, plain)).sort((a, b) => a - b);
  const asked = times.filter((_, i) => i % Math.ceil(12 / instants) === 5);
  return {
    world: plain.world,
    labels: times.flatMap((at) => {
      const some = asked.includes(at) ? plain.pairs : [random.pick(plain.pairs), random.pick(plain.pairs)];
      return some.map((pair) => labelOf(pair, at));
    }),
    servings: asked.map((end) => ({ end, requests: plain.pairs.map(requestOf) })),
  };
}

function asRequest({ customer_id, merchant_id }: Request): Request {
  return { customer_id, merchant_id };
}
