import { createHash } from 'node:crypto';

import type { Policy } from '../policy/policy';

/**
 * Of what in a policy changes a check or its weight. Late days, comments and the pass mark do not: with others of those
 * nothing runs again, the grades alone are made anew.
 */
export function policyDigest({ cohort, weights }: Policy): string {
  const parts = [cohort.ttlSeconds, weights].map((part) => Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
