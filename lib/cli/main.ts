import { CommanderError } from 'commander';
import type { Command } from 'commander';

import { printAnswer } from './print-answer';
import { printError } from './print-error';
import { createProgram } from './program';
import { usageError } from './usage-error';

/**
 * Runs `featlab` with the arguments after its name, on the process's own stdout and stderr.
 * @returns the exit code: 0 = done, 1 = the user's mistake or a check that failed, 2 = a bug or a broken environment
 */
export async function main(argv: readonly string[]): Promise<number> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  let exitCode = 0;
  const program = createProgram((answer, common) => (exitCode = printAnswer(answer, common)));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (argv.length === 0) return printHelp(program);
    const shown = error instanceof CommanderError ? usageError(error, program, argv) : error;
    return printError(shown, { json: argv.includes('--json'), verbose: argv.includes('--verbose') });
  }
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
