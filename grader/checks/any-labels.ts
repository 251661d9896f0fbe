import type { Label } from '../fraud/world';
import type { Context } from '../run/context';
import { expectedOf } from '../run/expected-of';
import { rowsOfLabels } from '../run/rows-of-labels';
import { isClean, latest, runTrial } from '../run/trial';
import { labelOf, quietTime } from '../worlds/plain-world';
import type { PlainWorld } from '../worlds/plain-world';
import { plainTrial } from '../worlds/plain-trial';
import type { Random } from '../worlds/random';
import { outcomeOf, PASSED } from './check';
import type { Check, Outcome } from './check';
import { isAbout } from './is-about';

/**
 * M4: labels in any order, some of them twice, and some of those once as fraud and once as none. Here alone the rows must
 * stand in their order, also where there are thousands of them.
 */
export const anyLabels: Check = async (context) => {
  const random = context.random('M4');
  const plain = context.plain(random);
  const { world, labels } = plainTrial(plain, random);
  const expectation = await expectedOf(context, { world, labels });
  const again = labels.filter((_, i) => i % 3 === 0);
  const flipped = again.slice(0, 4).map((label) => ({ ...label, is_fraud: 1 }));
  const mixed = random.shuffle([...labels, ...again, ...flipped, labels[0]]);
  const { mismatches, ...rest } = await runTrial(context, { world, labels: mixed, inOrder: true }, expectation);
  // What becomes of the features of fraud is L1's question.
  const isFlipped = isAbout(flipped);
  const own = mismatches.filter((mismatch) => mismatch.view === undefined || !isFlipped(mismatch));
  const findings = { ...rest, mismatches: own };
  return isClean(findings)
    ? orderOf(context, plain, manyLabels(random, plain))
    : outcomeOf(findings, 'rows_lost_or_added');
};

/** So many that whoever joins them piece by piece has several pieces; none twice. */
function manyLabels(random: Random, plain: PlainWorld): Label[] {
  const times = new Set<number>();
  while (times.size * plain.pairs.length < 5000) times.add(quietTime(random, plain));
  return random.shuffle([...times].flatMap((at) => plain.pairs.map((pair) => labelOf(pair, at))));
}

/** Whether there is a row for each, and what stands in it, are M8's questions. */
async function orderOf(context: Context, { world }: PlainWorld, labels: readonly Label[]): Promise<Outcome> {
  const { scripts } = context;
  const set = await scripts.train(context.dataOf(world), context.labelsFile(labels), labels.length, latest(labels));
  const rows = 'script' in set || set.rows !== labels.length ? [] : (rowsOfLabels(labels, set) ?? []);
  const moved = rows.findIndex((row, i) => row !== i);
  if (moved === -1) return PASSED;
  const [label, row, all] = [moved + 1, rows[moved] + 1, labels.length].map(String);
  const message = {
    en: `of a file of ${all} labels, label ${label} stands in row ${row} of the training set: rows stand in the labels’ order`,
    es: `de un archivo de ${all} etiquetas, la etiqueta ${label} quedó en la fila ${row} del training set: las filas van en el orden de las etiquetas`,
  };
  return { failure: { cause: 'rows_lost_or_added', message, failure: null } };
}
