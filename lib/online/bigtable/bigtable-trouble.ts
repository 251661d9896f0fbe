import type { Trouble } from '../remote-calls';

/** gRPC's codes. */
const CODES: Readonly<Record<number, Trouble>> = {
  4: 'unreachable',
  7: 'denied',
  8: 'unreachable',
  14: 'unreachable',
  16: 'denied',
};

/** What a failure of Bigtable, or of the way to it, is about. */
export function bigtableTrouble(error: object): Trouble | undefined {
  const { code, message } = error as { code?: unknown; message?: string };
  if (/default credentials|invalid_grant|Unable to detect a Project Id/i.test(message ?? '')) return 'denied';
  return typeof code === 'number' ? CODES[code] : undefined;
}

export function isMissing(error: unknown): boolean {
  return hasCode(error, 5);
}

export function isThereAlready(error: unknown): boolean {
  return hasCode(error, 6);
}

function hasCode(error: unknown, code: number): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
