import { args } from './arguments.ts';
import { beats, counts, keyOf, valuesOf, VIEWS, type Row } from './rule.ts';
import { numbers, readParquet, readTable } from './tables.ts';
import { writeTraining } from './write-training.ts';

const labels = await readParquet(args.labels);
const out: Record<string, any>[] = labels.map((label) => ({ ...label }));
for (const view of VIEWS) {
  const byKey = Map.groupBy(await readTable(args.data, view), (row) => row.key);
  labels.forEach((label, i) => {
    const t = Number(label.event_timestamp);
    let best: Row | undefined;
    for (const row of byKey.get(keyOf(view, numbers(label)) ?? 'none') ?? []) {
      if (counts(view, row, t) && beats(row, best)) best = row;
    }
    Object.assign(out[i], valuesOf(view, best));
  });
}
writeTraining(args.out, out);
