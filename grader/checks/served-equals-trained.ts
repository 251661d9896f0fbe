import type { Part } from '../details';
import type { View } from '../fraud/views';
import type { Label, World } from '../fraud/world';
import type { Expectation } from '../run/expectation';
import { caseOf } from '../run/explain-mismatch';
import { crashBehind, failureOf, rowsBehind, withCrash } from '../run/failure';
import type { Failure } from '../run/failure';
import { fieldsOf, gotOf, requestOf } from '../run/judge';
import type { Mismatch } from '../run/judge';
import { rowsOfLabels } from '../run/rows-of-labels';
import type { Trouble } from '../run/scripts';
import type { TrainingSet } from '../run/training-set';
import { brief, shown } from '../run/values';
import type { Got } from '../run/values';
import type { Text } from '../text';
import { atTheBoundary } from './at-the-boundary';
import type { AtTheBoundary } from './at-the-boundary';
import type { Check } from './check';
import { lostBy } from './lost-by';

/** E1: serve(c, m, t) is the training row of (c, m, t), whatever it is, also for rows at t itself and beside it. */
export const servedEqualsTrained: Check = async (context) => {
  const boundary = await atTheBoundary(context);
  const pairs = pairsOf(boundary, context.views);
  const unequal = context.views.map((view) => ({ view, first: firstUnequal(boundary.world, view, pairs) }));
  const parts = unequal.map(({ view, first }): Part => ({ name: view.name, passed: first === undefined }));
  const firsts = unequal.flatMap(({ first }) => (first === undefined ? [] : [first]));
  if (firsts.length === 0) return { parts };
  return {
    parts,
    lost: lostBy(context.views, parts),
    failure: e1Failure(context.oracle, firsts, pairs, boundary),
  };
};

type Fields = Readonly<Record<string, Got>>;

/** What both paths say of a label; `trained` has nothing where it has no row. */
interface Pair {
  readonly label: Label;
  readonly trained: Fields;
  readonly served: Fields;
}

/**
 * Of the labels around t: what has just expired is M2's, and a label that is left out where a view has nothing, N1's; but
 * who leaves out all has nothing that could be equal.
 */
function pairsOf({ around, labels, served, set }: AtTheBoundary, views: readonly View[]): Pair[] {
  const rows = 'script' in set ? undefined : rowsOfLabels(labels, set);
  const hasAny = rows?.some((row) => row >= 0) ?? false;
  return labels.slice(0, around).flatMap((label, i) => {
    const answer = answerOf(served.answers[i]);
    const hasNothing = views.some(({ features }) => features.every((name) => answer[name] === null));
    if (hasAny && rows?.[i] === -1 && hasNothing) return [];
    return [{ label, trained: rows && !('script' in set) ? rowOf(set, rows[i]) : {}, served: answer }];
  });
}

function answerOf(line: string | undefined): Fields {
  return Object.fromEntries(Object.entries(fieldsOf(line) ?? {}).map(([name, value]) => [name, gotOf(value)]));
}

function rowOf({ columns }: TrainingSet, row: number): Fields {
  return Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[row]]));
}

interface Unequal {
  readonly world: World;
  readonly view: View;
  readonly label: Label;
  readonly field: string;
  readonly trained: Got;
  readonly served: Got;
}

function firstUnequal(world: World, view: View, pairs: readonly Pair[]): Unequal | undefined {
  for (const pair of pairs) {
    for (const field of view.features) {
      const [trained, served] = [pair.trained, pair.served].map((values) => valueOf(values, field));
      const equal = trained !== undefined && shown(trained) === shown(served);
      if (!equal) return { world, view, label: pair.label, field, trained, served };
    }
  }
  return undefined;
}

function valueOf(values: Fields, field: string): Got {
  return Object.hasOwn(values, field) ? values[field] : undefined;
}

function e1Failure(
  oracle: Expectation | undefined,
  firsts: readonly Unequal[],
  pairs: readonly Pair[],
  { made, served, set }: AtTheBoundary,
): Failure {
  const ends: Trouble[] = [made, { script: 'serve.ts', ended: served.ended }];
  const bad = ends.filter(({ ended }) => ended.stopped !== undefined || ended.code !== 0);
  const troubles = [...('script' in set ? [set] : []), ...bad];
  const empty = 'script' in set || served.answers.every((line) => line === undefined);
  const silent = { path: 'serving', kind: 'no answer', what: '', request: requestOf(firsts[0].label) } as const;
  if (empty) return failureOf({ faults: [silent], mismatches: [], troubles });
  const [first] = firsts
    .filter(({ trained, served: got }) => trained !== undefined && got !== undefined)
    .concat(firsts);
  return unequalFailure(oracle, first, pairs, bad);
}

/** Whichever side is not what the tables say explains the difference. */
function unequalFailure(
  oracle: Expectation | undefined,
  first: Unequal,
  pairs: readonly Pair[],
  troubles: readonly Trouble[],
): Failure {
  const { world, view, label, field, trained, served } = first;
  const { event_timestamp: now } = label;
  const moment = { now, until: now };
  // Without an oracle nobody knows: also not that there is none.
  const expected = oracle ? (oracle.answer(world, [view], label, moment)[field] ?? null) : undefined;
  const right = oracle?.winner(world, view, label, moment);
  const side = (path: Mismatch['path'], got: Got): Mismatch => ({
    ...{ path, world, view, request: requestOf(label), ...moment, field, expected, got, right },
  });
  const sides = [side('training', trained), side('serving', served)];
  const explained = oracle
    ? sides.filter(({ got }) => shown(got) !== shown(expected))
    : sides.filter((one) => caseOf(one).explanation !== null);
  // A store that nobody filled serves nothing, whatever is to be said of the training.
  const crash = oracle && !explained.includes(sides[1]) ? undefined : crashBehind(sides[1], troubles);
  const blamed = crash ? sides[1] : (explained[0] ?? sides[1]);
  const wrong = caseOf(blamed);
  const [request, at] = [wrong.request, wrong.at];
  const question = crash ? null : questionOf(first, blamed.path, pairs);
  const why = bothOf(wrong.explanation, question);
  const failure: Failure = {
    cause: 'served_differs',
    rows: rowsBehind({ view, world, request: label }),
    failure: { ...wrong, path: 'both', expected: brief(trained), got: brief(served), explanation: why },
    message: {
      en: `for ${request} at ${at}, ${field} was trained as ${brief(trained)} and served as ${brief(served)}${why ? `: ${why.en}` : ''}`,
      es: `para ${request} en ${at}, ${field} se entrenó como ${brief(trained)} y se sirvió como ${brief(served)}${why ? `: ${why.es}` : ''}`,
    },
  };
  return withCrash(failure, crash);
}

function bothOf(one: Text | null, other: Text | null): Text | null {
  if (!one || !other) return one ?? other;
  return { en: `${one.en}. ${other.en}`, es: `${one.es}. ${other.es}` };
}

/** What to ask oneself about such a difference, which `path` is to blame for. */
function questionOf(
  { field, label, served, trained }: Unequal,
  path: Mismatch['path'],
  pairs: readonly Pair[],
): Text | null {
  if (served === null && path === 'serving')
    return {
      en: 'Served null: up to when was the store materialized, and with what clock?',
      es: 'Se sirvió null: ¿hasta cuándo se materializó el store, y con qué reloj?',
    };
  if (field === 'hour_of_day') return { en: 'Is it written twice?', es: '¿Está escrita dos veces?' };
  const isAnothers = pairs.some(
    (pair) => pair.label !== label && shown(valueOf(pair.served, field)) === shown(trained),
  );
  if (!isAnothers) return null;
  return {
    en: 'Trained was the value of another label: do the rows stand in the order of the labels?',
    es: 'Se entrenó el valor de otra etiqueta: ¿están las filas en el orden de las etiquetas?',
  };
}
