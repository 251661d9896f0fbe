import { resolve } from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';

import { InputError } from '../../errors';
import type { FileEngine } from '../../open-store';
import type { FeatureStore } from '../../store';
import { checkOutputFile } from '../../training-set/output-file';
import type { Answer, Answering, CommonOptions } from '../answer';
import { counted } from '../cell';
import { featureRequest, withFeatureOptions } from '../feature-request';
import type { FeatureFlags } from '../feature-request';
import { checkSpared } from '../spared-files';
import { withExample } from '../usage-error';
import { planText } from '../plan-text';
import { withStore } from '../with-store';

interface HistoricalFlags extends FeatureFlags {
  readonly entityDf: string;
  readonly out?: string;
  readonly explain?: true;
  readonly createdCutoff?: true;
  readonly bound: 'inclusive' | 'exclusive';
  readonly engine: FileEngine;
}

const ABOUT = `write a training set: each row of a file, with the features as they were known at its time`;

export function addHistorical(program: Command, answer: Answering): void {
  const command = program
    .command('get-historical-features')
    .description(ABOUT)
    .requiredOption('--entity-df <file>', 'join keys and event_timestamp: .parquet, .csv or .json')
    .option(
      '--out <file>',
      'what to write, no file that is read: .parquet, .csv or .json; replaced whole or not at all',
    )
    .option(
      '--explain',
      'write nothing: show what each engine would do, its SQL and, where it tells, the bytes scanned',
    );
  withFeatureOptions(command)
    .option('--created-cutoff', "only rows that had been written by the entity row's time")
    .addOption(
      new Option('--bound <kind>', "may a row of the entity row's very time match?")
        .choices(['inclusive', 'exclusive'])
        .default('inclusive'),
    )
    .addOption(
      new Option('--engine <name>', 'who joins the rows of files; what is in a database is joined there')
        .choices(['file', 'duckdb'])
        .default('file'),
    )
    .action(answer(getHistoricalFeatures));
  const asked = '--features driver_hourly_stats:conv_rate driver_hourly_stats:acc_rate';
  withExample(command, `featlab get-historical-features --entity-df drivers.csv ${asked} --out training.parquet`);
}

async function getHistoricalFeatures(common: CommonOptions, flags: HistoricalFlags): Promise<Answer> {
  const { entityDf, out, bound, engine } = flags;
  const options = {
    bound,
    createdCutoff: flags.createdCutoff ?? false,
    fullFeatureNames: flags.fullFeatureNames ?? false,
  };
  const features = featureRequest(flags);
  if (flags.explain) {
    const plans = await withStore(common, (store) => store.planHistoricalFeatures({ entityDf, features, ...options }), {
      engine,
    });
    return { json: plans, text: () => plans.map(planText).join('\n\n') };
  }
  if (out === undefined) throw noOutput();
  checkOutputFile(out);
  const write = async (store: FeatureStore): Promise<{ rows: number; columns: readonly string[] }> => {
    await checkSpared(out, entityDf, await store.filesRead(resolve(out)));
    const training = await store.getHistoricalFeatures({ entityDf, features, ...options });
    await training.write(out);
    return { rows: training.numRows, columns: training.columnNames };
  };
  const { rows, columns } = await withStore(common, write, { engine });
  return {
    json: { file: out, rows, columns },
    text: () => `${counted(rows, 'row')}, ${counted(columns.length, 'column')}  ${out}`,
  };
}

function noOutput(): InputError {
  return new InputError(
    'INPUT_INVALID',
    'get-historical-features has nowhere to write to',
    'add --out training.parquet, or --explain to see what it would do',
  );
}
