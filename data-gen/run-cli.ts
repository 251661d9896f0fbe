import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { parseTime, parseWhole } from './cli-values';
import { DataGenError } from './data-gen-error';
import { DEFAULT_DAYS, DEFAULT_DRIVERS, DEFAULT_SEED } from './driver-options';
import { addFraud } from './fraud/fraud-command';
import { writeDriverStats } from './write-driver-stats';

/** Fixed, not "now": the same command makes the same file on every day and machine. */
const DEFAULT_END = '2025-01-31T23:00:00Z';

export interface CliOutput {
  out(text: string): void;
  err(text: string): void;
}

/** Runs `data-gen` with the arguments after its name. Answers the exit code: 0, or 1 after two lines on `err`. */
export async function runCli(args: readonly string[], output: CliOutput): Promise<number> {
  try {
    await program(output).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    output.err(`${describe(error, args[0] === 'fraud' ? 'fraud' : 'drivers')}\n`);
    return 1;
  }
}

function program(output: CliOutput): Command {
  const data = new Command('data')
    .description('Makes the data of the course, the same for the same options.')
    .configureOutput({ writeOut: (text) => output.out(text), writeErr: () => undefined })
    .exitOverride();
  data
    .command('drivers')
    .description("the drivers' hourly stats as a Parquet file")
    .requiredOption('--out <file>', 'the file to write; what is there is replaced')
    .option('--drivers <n>', 'how many drivers, from 1001 on', parseWhole, DEFAULT_DRIVERS)
    .option(
      '--days <n>',
      'how many days, one row an hour for each driver, and the corrections',
      parseWhole,
      DEFAULT_DAYS,
    )
    .option('--rows <n>', 'exactly how many rows, instead of --days', parseWhole)
    .option('--end <time>', 'the last hour, ISO 8601 (UTC where it has no zone)', parseTime, parseTime(DEFAULT_END))
    .option('--seed <n>', 'other numbers for another seed', parseWhole, DEFAULT_SEED)
    .action((options: DriversFlags) => drivers(options, output));
  addFraud(data, (text) => output.out(text), cannotWrite);
  return data;
}

interface DriversFlags {
  readonly out: string;
  readonly drivers: number;
  readonly days: number;
  readonly rows?: number;
  readonly end: Date;
  readonly seed: number;
}

async function drivers({ out, ...options }: DriversFlags, output: CliOutput): Promise<void> {
  const begin = performance.now();
  const { rows } = await writeDriverStats(out, options).catch((error: unknown) => cannotWrite(out, error));
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  output.out(`${rows.toLocaleString('en-US')} rows  ${resolve(out)}  ${seconds} s\n`);
}

function cannotWrite(file: string, error: unknown): never {
  if (!isSystemError(error)) throw error;
  throw new DataGenError(
    `${resolve(file)} cannot be written: ${error.message}`,
    'make room there, or choose another --out',
  );
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function describe(error: unknown, command: string): string {
  if (error instanceof DataGenError) return error.message;
  if (error instanceof CommanderError) {
    const problem =
      error.code === 'commander.help'
        ? 'a command is missing'
        : error.message.replace(/^error: /, '').replaceAll('\n', ' ');
    return `${problem}\nfix: see npm run data -- ${command} --help`;
  }
  return String(error);
}
