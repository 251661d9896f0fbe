import { CommanderError } from 'commander';
import type { Command } from 'commander';

import { printAnswer } from './print-answer';
import { printError, printFailure } from './print-error';
import { createProgram } from './program';
import { usageError } from './usage-error';

/**
 * Runs `featlab` with the arguments after its name, on the process's own stdout and stderr.
 * @returns the exit code: 0 = done, 1 = the user's mistake or a check that failed, 2 = a bug or a broken environment
 */
export async function main(argv: readonly string[]): Promise<number> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  let exitCode = 0;
  process.once('beforeExit', nothingLeft);
  const program = createProgram((answer, common) => (exitCode = printAnswer(answer, common)));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (argv.length === 0) return printHelp(program);
    const shown = error instanceof CommanderError ? usageError(error, program, argv) : error;
    return printError(shown, { json: argv.includes('--json'), verbose: argv.includes('--verbose') });
  } finally {
    process.off('beforeExit', nothingLeft);
  }
}

/** Node ends where nothing is left to wait for, also in the middle of an await: that is no success. */
function nothingLeft(): void {
  printFailure(
    'featlab ended before it was done: it awaits something that never comes',
    'look for an await in features.ts, or in what it imports, whose promise is never resolved',
  );
  process.exitCode = 1;
}

/** `featlab` alone is a question. */
function printHelp(program: Command): number {
  program.outputHelp();
  return 0;
}

/** `featlab … | head`: whoever read has seen enough. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
