/**
 * The generator refuses. The message has two lines, as everywhere in featlab: what is wrong, then `fix: …`.
 * It has the `code` and `fix` of featlab's own errors, without importing them: this folder needs nothing of lib.
 */
export class DataGenError extends Error {
  readonly code = 'INPUT_INVALID' as const;
  readonly fix: string;

  constructor(problem: string, fix: string) {
    super(`${problem}\nfix: ${fix}`);
    this.name = 'DataGenError';
    this.fix = fix;
  }
}
