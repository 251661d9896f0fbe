import type { Command } from 'commander';

import type { MaterializeResult } from '../../materialize';
import type { FeatureStore, MaterializeOptions } from '../../store';
import type { Answer, Answering, CommonOptions } from '../answer';
import { count } from '../cell';
import { noteNaive } from '../naive-time';
import { collect } from '../number-option';
import { createProgress } from '../progress';
import { table } from '../table';
import { withExample } from '../usage-error';
import { withStore } from '../with-store';

interface MaterializeFlags {
  readonly view?: readonly string[];
}

const VIEW = ['-v, --view <name>', 'only this view; may come several times', collect] as const;

export function addMaterialize(program: Command, answer: Answering): void {
  const window = program
    .command('materialize')
    .description('write the newest row of each key within a window to the online store')
    .argument('<start>', 'ISO 8601; UTC where it has no zone')
    .argument('<end>', 'the same; both ends belong to the window')
    .option(...VIEW)
    .action(answer(materialize));
  withExample(window, 'featlab materialize 2025-06-01T00:00:00Z 2025-06-10T12:00:00Z -v driver_hourly_stats');
  const increment = program
    .command('materialize-incremental')
    .description('write what came since the last increment')
    .argument('<end>', 'ISO 8601; UTC where it has no zone')
    .option(...VIEW)
    .action(answer(materializeIncremental));
  withExample(increment, 'featlab materialize-incremental 2025-06-10T12:00:00Z');
}

async function materialize(
  common: CommonOptions,
  flags: MaterializeFlags,
  start: string,
  end: string,
): Promise<Answer> {
  noteNaive({ START: start, END: end });
  return run(common, flags, (store, options) => store.materialize(start, end, options));
}

async function materializeIncremental(common: CommonOptions, flags: MaterializeFlags, end: string): Promise<Answer> {
  noteNaive({ END: end });
  return run(common, flags, (store, options) => store.materializeIncremental(end, options));
}

async function run(
  common: CommonOptions,
  { view }: MaterializeFlags,
  body: (store: FeatureStore, options: MaterializeOptions) => Promise<MaterializeResult[]>,
): Promise<Answer> {
  const results = await withStore(common, async (store) => {
    const progress = await createProgress();
    try {
      return await body(store, { onProgress: progress.onProgress, ...(view && { views: view }) });
    } finally {
      progress.stop();
    }
  });
  return { json: results, text: () => report(results) };
}

function report(results: readonly MaterializeResult[]): string {
  if (results.length === 0) return 'no feature view is online';
  const rows = results.map(({ view, read, written, skipped, start, end }) => [
    view,
    start ?? 'the beginning',
    end,
    count(read),
    count(written),
    count(skipped),
  ]);
  const text = table(['VIEW', 'FROM', 'TO', 'READ', 'WRITTEN', 'SKIPPED'], rows);
  return results.some(({ skipped }) => skipped > 0) ? `${text}\nskipped: rows with a null in their key` : text;
}
