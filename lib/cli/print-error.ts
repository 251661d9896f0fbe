import { isFeatureStoreError } from '../errors';
import { paint } from './paint';

/** What `--json` shows of an error. `code` is one of `ErrorCode`, or UNEXPECTED. */
export interface ShownError {
  readonly code: string;
  /** Two lines: what is wrong, then `fix: …`. */
  readonly message: string;
  readonly fix: string;
}

/** Two lines on stderr; with `json` the document on stdout as well. @returns the exit code */
export function printError(error: unknown, { json, verbose }: { json: boolean; verbose: boolean }): number {
  const shown = shownError(error);
  if (json) process.stdout.write(`${JSON.stringify({ error: shown })}\n`);
  printFailure(shown.message.split('\nfix: ')[0] ?? '', shown.fix);
  if (verbose && error instanceof Error) process.stderr.write(`${stackOf(error)}\n`);
  return exitCodeOf(shown);
}

/** 1 = the user's mistake, 2 = a bug or a broken environment. */
export function exitCodeOf({ code }: ShownError): number {
  return code === 'UNEXPECTED' || code === 'PACKAGE_MISSING' ? 2 : 1;
}

export function printFailure(problem: string, fix: string): void {
  process.stderr.write(`${paint('red', problem, process.stderr)}\nfix: ${fix}\n`);
}

export function shownError(error: unknown): ShownError {
  if (isFeatureStoreError(error)) return { code: error.code, message: error.message, fix: error.fix };
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const problem = `featlab failed in a way it does not know: ${reason.replaceAll(/\s*\n\s*/g, ' ')}`;
  const fix = 'run again with --verbose, and report what it prints';
  return { code: 'UNEXPECTED', message: `${problem}\nfix: ${fix}`, fix };
}

/** The stack and those of its causes. */
function stackOf(error: Error): string {
  const stack = error.stack ?? error.message;
  return error.cause instanceof Error ? `${stack}\ncaused by: ${stackOf(error.cause)}` : stack;
}
