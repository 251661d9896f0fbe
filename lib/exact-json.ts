import { InputError } from './errors';

/**
 * JSON whose integers are read from their digits: a number where it is safe, a bigint beyond ±2^53.
 * @param place what the text is, for the message: a file's path, "--entity-rows"
 * @throws InputError where the text is no JSON
 */
export function parseExactJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text, exactly as (key: string, value: unknown) => unknown);
  } catch (error) {
    throw new InputError(
      'INPUT_INVALID',
      `${place} is not JSON (${error instanceof Error ? error.message : String(error)})`,
      'write names and texts in double quotes, no comma after the last item',
      { cause: error },
    );
  }
}

/** The reviver's third argument is the value's own text (ECMAScript's JSON.parse source text access; Node 21 and newer). */
function exactly(_key: string, value: unknown, context: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || context.source === undefined) return value;
  return /^-?\d+$/.test(context.source) ? BigInt(context.source) : value;
}
