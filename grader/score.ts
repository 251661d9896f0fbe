import type { CheckDetails } from './details';

/**
 * 0 to 100, two decimals: what was earned of what could be. Null where it is not gradable, or where the grader itself
 * failed and so does not know.
 */
export function scoreOf(checks: readonly CheckDetails[]): number | null {
  if (checks.some(({ id, status }) => status === 'error' || (id === 'S0' && status !== 'passed'))) return null;
  const possible = checks.reduce((sum, { weight }) => sum + weight, 0);
  const earned = checks.reduce((sum, check) => sum + check.earned, 0);
  return possible === 0 ? null : Math.round((earned / possible) * 10_000) / 100;
}
