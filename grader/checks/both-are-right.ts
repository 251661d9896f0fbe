import type { Part } from '../details';
import type { View, ViewName } from '../fraud/views';
import { failureOf } from '../run/failure';
import type { FormFault } from '../run/judge';
import { runTrial } from '../run/trial';
import { plainTrial } from '../worlds/plain-trial';
import { withToldApart } from '../worlds/told-apart';
import type { Check } from './check';
import { isAbout } from './is-about';
import { lostBy } from './lost-by';

/**
 * E2: both paths are what the tables say, on data without anything awkward but that `created` is not the event's time.
 * Ids and label columns that are not right cost all parts of their path, and no view.
 */
export const bothAreRight: Check = async (context) => {
  const random = context.random('E2');
  const plain = context.plain(random);
  const usual = plainTrial(plain, random);
  const frauds = usual.labels.filter((_, i) => i % 5 === 0);
  const { labels, ...trial } = withToldApart(plain, usual, random);
  const mixed = labels.map((label) => ({ ...label, is_fraud: frauds.includes(label) ? 1 : 0 }));
  const { faults, troubles, ...found } = await runTrial(context, { ...trial, labels: mixed });
  // What becomes of the features of fraud is L1's question.
  const isOfFraud = isAbout(frauds);
  const mismatches = found.mismatches.filter((one) => one.view === undefined || !isOfFraud(one));
  const all = context.views.flatMap((view) => (['training', 'serving'] as const).map((path) => ({ view, path })));
  const parts = all.map(({ view, path }): Part => {
    const wrong = [
      ...mismatches.filter((one) => one.path === path).map((one) => one.view?.name),
      ...faults.filter((one) => one.path === path).flatMap((fault) => viewsOf(context.views, fault)),
    ];
    const name = `${view.name} ${path}`;
    if (wrong.includes(view.name)) return { name, passed: false };
    return wrong.includes(undefined) ? { name, passed: false, beside: true } : { name, passed: true };
  });
  if (parts.every(({ passed }) => passed)) return { parts };
  return { parts, lost: lostBy(context.views, parts), failure: failureOf({ faults, mismatches, troubles }) };
};

/** All of them, but for a column: that is one view's, or, undefined, the label's. */
function viewsOf(views: readonly View[], { kind, what }: FormFault): readonly (ViewName | undefined)[] {
  if (kind !== 'column') return views.map(({ name }) => name);
  return [views.find(({ features }) => features.includes(what))?.name];
}
