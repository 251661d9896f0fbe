import { isFeatureStoreError } from '../errors';
import type { ErrorCode, FeatureStoreError } from '../errors';
import { MalformedBody } from './exact-body';

/** An answer that refuses: the status, and the body that Feast's own client turns into its exception again. */
export interface Refusal {
  readonly status: number;
  readonly body: string;
}

/** Of 5xx Feast's client tries again and then shows no message: these are the ones that may pass by themselves. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  NAME_UNKNOWN: 404,
  NOT_APPLIED: 409,
  STORE_CLOSED: 503,
  STORE_LOCKED: 503,
  STORE_CHANGED: 503,
  STORE_CORRUPT: 503,
  STORE_UNWRITABLE: 503,
  STORE_UNREACHABLE: 503,
  STORE_DENIED: 503,
  STORE_REFUSED: 503,
  PACKAGE_MISSING: 503,
};

/** Words with which a message begins → the class of feast.errors that Feast would throw. */
const CLASSES: readonly (readonly [RegExp, string])[] = [
  [/^unknown feature view/, 'FeatureViewNotFoundException'],
  [/^unknown feature service/, 'FeatureServiceNotFoundException'],
  [/^unknown push source/, 'PushSourceNotFoundException'],
];

/** What is answered to whatever was thrown: 400 no JSON, 404 an unknown name, 422 what cannot be, 5xx not the caller's. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof MalformedBody) return refusal(400, error.cause.message);
  if (isFeatureStoreError(error)) return ofStore(error);
  const { statusCode, message, validation } = error as { statusCode?: number; message?: string; validation?: unknown };
  if (validation !== undefined) return refusal(422, `${message ?? ''}\nfix: see /docs-json for the form of the body`);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return refusal(statusCode, message ?? '');
  return refusal(500, 'the server failed; its log says why, under the id in x-request-id');
}

function ofStore(error: FeatureStoreError): Refusal {
  if (/is not a reference to a feature$/m.test(error.message)) return refusal(400, error.message);
  const name = CLASSES.find(([words]) => words.test(error.message))?.[1];
  return refusal(STATUS[error.code] ?? 422, error.message, name);
}

/** JSON of a string that itself is JSON, as Feast's server writes it. */
export function refusal(status: number, message: string, name = 'FeastError'): Refusal {
  return { status, body: JSON.stringify(JSON.stringify({ module: 'feast.errors', class: name, message })) };
}
