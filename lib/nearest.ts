import { distance } from 'fastest-levenshtein';

/**
 * The candidate that `name` was probably meant to be: the fewest edits, regardless of case, at most a third of
 * the name (two in a short one). Undefined where none is near, or a caller without types gave no name. Among equals the
 * first.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (typeof (name as unknown) !== 'string') return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let least = Math.min(Math.max(2, Math.floor(name.length / 3)), name.length - 1) + 1;
  for (const candidate of candidates) {
    const edits = distance(wanted, candidate.toLowerCase());
    if (edits >= least) continue;
    best = candidate;
    least = edits;
  }
  return best;
}

/** For a fix: `did you mean conv_rate?`, or, where none is near, `use one of …` (the first 20). */
export function suggest(name: string, candidates: readonly string[]): string {
  const near = nearest(name, candidates);
  if (near !== undefined) return `did you mean ${near}?`;
  const more = candidates.length > 20 ? ` … (${String(candidates.length)} in all)` : '';
  return candidates.length === 0 ? 'there is none yet' : `use one of ${candidates.slice(0, 20).join(', ')}${more}`;
}
