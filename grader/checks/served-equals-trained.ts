import type { Part } from '../details';
import type { View } from '../fraud/views';
import type { Label, World } from '../fraud/world';
import type { Expectation } from '../run/expectation';
import { caseOf } from '../run/explain-mismatch';
import { failureOf, rowsBehind } from '../run/failure';
import type { Failure } from '../run/failure';
import { fieldsOf, gotOf, requestOf } from '../run/judge';
import type { Mismatch } from '../run/judge';
import type { Served, Trouble } from '../run/scripts';
import type { TrainingSet } from '../run/training-set';
import { brief, shown } from '../run/values';
import type { Got } from '../run/values';
import { atTheBoundary } from './at-the-boundary';
import type { Check } from './check';
import { lostBy } from './lost-by';

/** E1: serve(c, m, t) is the training row of (c, m, t), whatever it is, also for rows at t itself and beside it. */
export const servedEqualsTrained: Check = async (context) => {
  const { around, labels, made, served, set, world } = await atTheBoundary(context);
  // What has just expired is M2's.
  const asked = labels.slice(0, around);
  const isWhole = !('script' in set) && set.rows === labels.length;
  const trained = isWhole ? set : undefined;
  const unequal = context.views.map((view) => ({ view, first: firstUnequal(world, view, asked, trained, served) }));
  const parts = unequal.map(({ view, first }): Part => ({ name: view.name, passed: first === undefined }));
  const firsts = unequal.flatMap(({ first }) => (first === undefined ? [] : [first]));
  if (firsts.length === 0) return { parts };
  return { parts, lost: lostBy(context.views, parts), failure: e1Failure(context.oracle, firsts, set, made, served) };
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
  set: TrainingSet | undefined,
  served: Served,
): Unequal | undefined {
  for (const [row, label] of labels.entries()) {
    const fields = fieldsOf(served.answers[row]) ?? {};
    for (const field of view.features) {
      const trainedValue = set?.columns[field]?.[row];
      const servedValue = Object.hasOwn(fields, field) ? gotOf(fields[field]) : undefined;
      const equal = trainedValue !== undefined && shown(trainedValue) === shown(servedValue);
      if (!equal) return { world, view, label, field, trained: trainedValue, served: servedValue };
    }
  }
  return undefined;
}

function e1Failure(
  oracle: Expectation | undefined,
  firsts: readonly Unequal[],
  set: TrainingSet | Trouble,
  made: Trouble,
  served: Served,
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
  return unequalFailure(oracle, first);
}

/** Whichever side is not what the tables say explains the difference. */
function unequalFailure(
  oracle: Expectation | undefined,
  { world, view, label, field, trained, served }: Unequal,
): Failure {
  const { event_timestamp: now } = label;
  const moment = { now, until: now };
  const expected = oracle?.answer(world, [view], label, moment)[field] ?? null;
  const right = oracle?.winner(world, view, label, moment);
  const side = (path: Mismatch['path'], got: Got): Mismatch => ({
    ...{ path, world, view, request: requestOf(label), ...moment, field, expected, got, right },
  });
  const sides = [side('training', trained), side('serving', served)];
  const explained = oracle
    ? sides.filter(({ got }) => shown(got) !== shown(expected))
    : sides.filter((one) => caseOf(one).explanation !== null);
  const wrong = caseOf(explained[0] ?? sides[0]);
  const [request, at] = [wrong.request, wrong.at];
  const why = wrong.explanation;
  return {
    cause: 'served_differs',
    rows: rowsBehind({ view, world, request: label }),
    failure: { ...wrong, path: 'both', expected: brief(trained), got: brief(served) },
    message: {
      en: `for ${request} at ${at}, ${field} was trained as ${brief(trained)} and served as ${brief(served)}${why ? `: ${why.en}` : ''}`,
      es: `para ${request} en ${at}, ${field} se entrenó como ${brief(trained)} y se sirvió como ${brief(served)}${why ? `: ${why.es}` : ''}`,
    },
  };
}
