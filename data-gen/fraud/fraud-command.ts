import { resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { parseTime, parseWhole } from '../cli-values';
import { AWKWARD, FRAUD_DEFAULTS, type Awkward } from './fraud-options';
import { writeFraudData } from './write-fraud-data';

/** Fixed, not "now": the same command makes the same files on every day and machine. */
export const FRAUD_END = '2025-06-10T00:00:00Z';

/** @param refuse what to throw where `out` cannot be written */
export function addFraud(
  data: Command,
  print: (text: string) => void,
  refuse: (out: string, error: unknown) => never,
): void {
  data
    .command('fraud')
    .description('customers, merchants, transactions and labels of the homework, as folders of Parquet files')
    .requiredOption(
      '--out <dir>',
      'the folder to write: customer_stats/, merchant_stats/, transactions/, labels.parquet',
    )
    .option('--customers <n>', 'how many customers', parseWhole, FRAUD_DEFAULTS.customers)
    .option('--merchants <n>', 'how many merchants', parseWhole, FRAUD_DEFAULTS.merchants)
    .option('--days <n>', 'how many days', parseWhole, FRAUD_DEFAULTS.days)
    .option(
      '--label-days <n>',
      `the transactions of the last so many days have labels (default: ${String(FRAUD_DEFAULTS.labelDays)})`,
      parseWhole,
    )
    .option('--end <time>', 'the midnight at which the data end, ISO 8601', parseTime, parseTime(FRAUD_END))
    .option('--seed <n>', 'other data for another seed', parseWhole, FRAUD_DEFAULTS.seed)
    .option('--awkward <list>', `all, or some of ${AWKWARD.join(',')}`, parseAwkward, [])
    .option('--files <n>', "in each table's folder", parseWhole, 1)
    .option('--shuffle', 'rows in no order')
    .action(async ({ shuffle, ...flags }: FraudFlags) => {
      const begin = performance.now();
      const shuffleSeed = shuffle === true ? flags.seed : undefined;
      const counts = await writeFraudData({ ...flags, shuffleSeed }).catch((error: unknown) =>
        refuse(flags.out, error),
      );
      const seconds = ((performance.now() - begin) / 1000).toFixed(1);
      for (const [table, rows] of Object.entries(counts))
        print(`${rows.toLocaleString('en-US').padStart(12)} rows  ${table}\n`);
      print(`${resolve(flags.out)}  ${seconds} s\n`);
    });
}

interface FraudFlags {
  readonly out: string;
  readonly customers: number;
  readonly merchants: number;
  readonly days: number;
  readonly labelDays?: number;
  readonly end: Date;
  readonly seed: number;
  readonly awkward: readonly Awkward[];
  readonly files: number;
  readonly shuffle?: boolean;
}

/** `all` is all that go together: of the two kinds of ids one. */
function parseAwkward(text: string): readonly Awkward[] {
  if (text === 'all') return AWKWARD.filter((name) => name !== 'extreme-ids');
  return text.split(',').map((name) => {
    const found = AWKWARD.find((each) => each === name.trim());
    if (found) return found;
    throw new InvalidArgumentError(`${name} is none of ${AWKWARD.join(', ')}.`);
  });
}
