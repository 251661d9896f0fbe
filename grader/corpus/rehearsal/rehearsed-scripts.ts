import { isoOf } from '../../fraud/micros';
import type { Micros } from '../../fraud/micros';
import { fieldsOf } from '../../run/judge';
import type { Scripts, Surroundings } from '../../run/scripts';
import type { TrainingSet } from '../../run/training-set';
import type { Got } from '../../run/values';
import { STORE } from '../../run/workplace';
import type { Ended } from '../../sandbox/start';
import type { MemoryDisk } from './memory-disk';
import { runScript } from './script';
import type { Ran } from './script';

type Written = readonly Readonly<Record<string, unknown>>[];

/** The scripts of a submission by hand, run in memory. */
export class RehearsedScripts implements Pick<Scripts, 'train' | 'materialize' | 'serve'> {
  #copies = 0;

  constructor(
    readonly disk: MemoryDisk,
    readonly folder: string,
  ) {}

  readonly train: Scripts['train'] = async (data, labels, _, now, around) => {
    let written: Written | undefined;
    const instead = { 'write-training.ts': { writeTraining: (__: string, rows: Written) => (written = rows) } };
    const args = ['--data', data, '--labels', labels, '--out', '/training.parquet'];
    const ran = await this.#run('build_training.ts', args, now, around, { instead });
    if (written === undefined) return { script: 'build_training.ts', ended: endOf(ran), problem: 'no output' };
    return trainingSetOf(written);
  };

  readonly materialize: Scripts['materialize'] = async (data, end, online, around) => {
    const args = ['--data', data, '--end', around?.time ?? isoOf(end), '--online', `${online}/${STORE}`];
    return { script: 'materialize.ts', ended: endOf(await this.#run('materialize.ts', args, end, around)) };
  };

  readonly serve: Scripts['serve'] = async (online, now, requests, around) => {
    const copy = `/elsewhere-${String(this.#copies++)}/${STORE}`;
    this.disk.copy(`${online}/${STORE}`, copy);
    const args = ['--online', copy, '--now', around?.time ?? isoOf(now)];
    const input = requests.map((request) => JSON.stringify(request));
    const ran = await this.#run('serve.ts', args, now, around, { input });
    const lines = ran.output.split('\n').filter((line) => fieldsOf(line) !== undefined);
    const answers = requests.map((__, i) => lines[i]);
    return { answers, noise: [], further: 0, endedItself: true, ended: endOf(ran) };
  };

  #run(
    script: string,
    args: readonly string[],
    now: Micros,
    { chance = 0.45, clock = now, zone = 'UTC' }: Surroundings = {},
    { input = [], instead = {} }: { input?: readonly string[]; instead?: Readonly<Record<string, unknown>> } = {},
  ): Promise<Ran> {
    const machine = { clock: Math.ceil(clock / 1000), chance, zone };
    return runScript(this.folder, script, { disk: this.disk, args, input, instead, ...machine });
  }
}

function endOf({ error }: Ran): Ended {
  return { code: error ? 1 : 0, stopped: undefined, stderr: error?.stack ?? '' } as Ended;
}

const COLUMNS = {
  ...{ customer_id: BigInt, merchant_id: BigInt, event_timestamp: BigInt, is_fraud: BigInt },
  ...{ avg_purchase: Number, n_purchases_7d: BigInt, avg_rating: Number, n_disputes_30d: BigInt },
  ...{ amount: Number, hour_of_day: BigInt },
} as const;

/** What a reader finds in the file that the corpus' write-training.ts makes of these rows. */
function trainingSetOf(rows: Written): TrainingSet {
  const columns = Object.entries(COLUMNS).map(([name, as]) => [
    name,
    rows.map((row): Got => {
      const value = row[name] ?? null;
      return value === null ? null : read(as(value as number));
    }),
  ]);
  return { rows: rows.length, columns: Object.fromEntries(columns) as TrainingSet['columns'] };
}

function read(value: bigint | number): Got {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  return Object.is(value, -0) || !Number.isFinite(value) ? { odd: Object.is(value, -0) ? '-0' : String(value) } : value;
}
