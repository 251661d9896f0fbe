import type { Trouble } from '../remote-calls';

/** Authorization, missing rights. */
const DENIED = /^(28|42501)/;
/** Connection exceptions, no room for another connection, a server that stops or starts. */
const UNREACHABLE = /^(08|53300|57P0[123])/;
const LOCKED = /^(40001|40P01|55P03)$/;
const CLIENTS_OWN =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered)/;

/** What a failure of the package `pg`, or of the server, is about. */
export function postgresTrouble(error: object): Trouble | undefined {
  const { code, message } = error as { code?: unknown; message?: string };
  const state = typeof code === 'string' ? code : '';
  if (DENIED.test(state) || /password must be a string|no password|SASL/i.test(message ?? '')) return 'denied';
  if (LOCKED.test(state)) return 'locked';
  return UNREACHABLE.test(state) || CLIENTS_OWN.test(message ?? '') ? 'unreachable' : undefined;
}

/** A table or a column that is no more, or is of another type: the view was made anew since it was last looked for. */
export function isOutOfDate(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return ['42P01', '42703', '42883', '42804'].includes(code);
}
