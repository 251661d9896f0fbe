import type { Mismatch } from './judge';
import type { Findings } from './trial';

/** Something that stands for nothing, where null was to stand: no row has such a value. */
export function isNullFault({ expected, got }: Mismatch): boolean {
  return (
    expected === null && (got === 0 || got === -1 || got === undefined || ['string', 'object'].includes(typeof got))
  );
}

/** Whether a row counts is one question, and what stands where none does, or nothing at all, is another: N1's. */
export function withoutNullFaults(findings: Findings): Findings {
  const { mismatches, ...rest } = withoutLostNulls(findings);
  return { ...rest, mismatches: mismatches.filter((one) => !isNullFault(one)) };
}

/** Labels and requests that were left out because nothing counts for them are N1's too. */
export function withoutLostNulls(findings: Findings): Findings {
  return { ...findings, faults: findings.faults.filter(({ isOfNulls }) => isOfNulls !== true) };
}
