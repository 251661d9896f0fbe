import type { Mismatch } from './judge';
import type { Findings } from './trial';

/** Something that stands for nothing, where null was to stand: no row has such a value. */
export function isNullFault({ expected, got }: Mismatch): boolean {
  return (
    expected === null && (got === 0 || got === -1 || got === undefined || ['string', 'object'].includes(typeof got))
  );
}

/** Whether a row counts is one question, and what stands where none does is another: N1's. */
export function withoutNullFaults(findings: Findings): Findings {
  return { ...findings, mismatches: findings.mismatches.filter((one) => !isNullFault(one)) };
}
