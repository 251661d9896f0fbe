import { distance } from 'fastest-levenshtein';

/**
 * What the instructor can mend. The message has two lines, as everywhere in featlab: what is wrong, then `fix: …`.
 * It has the `code` and `fix` of featlab's own errors, without importing them: the grader shares no code with lib.
 */
export class GraderError extends Error {
  readonly code = 'INPUT_INVALID' as const;
  readonly fix: string;

  constructor(problem: string, fix: string) {
    super(`${problem}\nfix: ${fix}`);
    this.name = 'GraderError';
    this.fix = fix;
  }
}

/** For a fix: the name that was probably meant, and all that there are. */
export function choose(name: string, known: readonly string[]): string {
  const far = (one: string): number => distance(one.toLowerCase(), name.toLowerCase());
  const [near] = known.filter((one) => far(one) <= Math.max(2, name.length / 3)).sort((a, b) => far(a) - far(b));
  return `${near === undefined ? '' : `did you mean ${near}? `}There are ${known.join(', ')}`;
}
