import { InputError } from '../errors';

/**
 * JSON whose integers are read from their digits: a number where it is safe, a bigint beyond ±2^53.
 * @param place what the text is, for the message: a file's path, "--entity-rows"
 * @throws InputError where the text is no JSON
 */
export function parseExactJson(text: string, place: string): unknown {
  try {
    // Most texts have no number that a double could not hold, and are read at a fifth of the cost.
    return LONG_NUMBER.test(text) ? JSON.parse(text, exactly as Reviver) : JSON.parse(text);
  } catch (error) {
    throw new InputError(
      'INPUT_INVALID',
      `${place} is not JSON (${error instanceof Error ? error.message : String(error)})`,
      'write names and texts in double quotes, no comma after the last item',
      { cause: error },
    );
  }
}

/** ±2^53 has 16 digits. */
const LONG_NUMBER = /\d{16}/;

type Reviver = (key: string, value: unknown) => unknown;

/** The reviver's third argument is the value's own text (ECMAScript's JSON.parse source text access; Node 21 and newer). */
function exactly(_key: string, value: unknown, context: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || context.source === undefined) return value;
  return /^-?\d+$/.test(context.source) ? BigInt(context.source) : value;
}
