import { CommanderError } from 'commander';

import { GraderError } from '../grader-error';
import { createProgram } from './program';
import type { Terminal } from './terminal';

/**
 * Runs `grade` with the arguments after its name. Answers the exit code: 0 done; 1 what the user can mend, or
 * submissions that the grader still owes a grade; 2 a bug.
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0;
  try {
    await createProgram(terminal, (given) => (code = given)).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    terminal.err.write(`${describe(error, terminal.signal)}\n`);
    return error instanceof GraderError || error instanceof CommanderError || terminal.signal.aborted ? 1 : 2;
  }
}

function describe(error: unknown, signal: AbortSignal): string {
  if (error instanceof GraderError) return error.message;
  if (signal.aborted) return signal.reason instanceof Error ? signal.reason.message : 'stopped';
  if (!(error instanceof CommanderError))
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const problem = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
  return `${error.code === 'commander.help' ? 'a folder of submissions is missing' : problem}\nfix: see npm run grade -- --help`;
}
