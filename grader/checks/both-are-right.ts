import type { Part } from '../details';
import type { View } from '../fraud/views';
import { failureOf } from '../run/failure';
import { runTrial } from '../run/trial';
import { plainTrial } from '../worlds/plain-trial';
import { withToldApart } from '../worlds/told-apart';
import type { Check } from './check';
import { lostBy } from './lost-by';

/** E2: both paths are what the tables say, on data without anything awkward but that `created` is not the event's time. */
export const bothAreRight: Check = async (context) => {
  const random = context.random('E2');
  const plain = context.plain(random);
  const { faults, mismatches, troubles } = await runTrial(
    context,
    withToldApart(plain, plainTrial(plain, random), random),
  );
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
  return { parts, lost: lostBy(context.views, parts), failure: failureOf({ faults, mismatches, troubles }) };
};

function isAnotherView(views: readonly View[], view: View, column: string): boolean {
  return views.some((one) => one.name !== view.name && one.features.includes(column));
}
