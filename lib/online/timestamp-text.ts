import type { TimeUnit } from '../columns/column';
import { UnsafeValueError } from '../errors';
import { formatInstant, instantFromNs } from '../time/time';

const NANOS = { ms: 1_000_000n, us: 1_000n, ns: 1n } as const;

/** A timestamp's value as stores keep it: ISO 8601. @throws UnsafeValueError where ISO 8601 has no name for it */
export function timestampText(value: bigint, unit: TimeUnit, place: string): string {
  try {
    return formatInstant(instantFromNs(value * NANOS[unit]));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UnsafeValueError(
      'VALUE_UNSAFE',
      `${place}: ${String(value)} ${unit} since 1970 is beyond what ISO 8601 can name`,
      'declare it int64, or correct it in the source',
      { cause: error },
    );
  }
}
