import { InputError } from '../errors';

/**
 * JSON whose integers are read from their digits: a number where it is safe, a bigint beyond ±2^53.
 * @param place what the text is, for the message: a file's path, "--entity-rows"
 * @throws InputError where the text is no JSON, or nests deeper than any input does
 */
export function parseExactJson(text: string, place: string): unknown {
  if (isTooDeep(text)) {
    throw new InputError(
      'INPUT_INVALID',
      `${place} nests deeper than ${String(DEEPEST)} levels`,
      'write values, not lists of lists',
    );
  }
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

/** Whoever walks through what is nested some thousand times deep runs out of stack. */
const DEEPEST = 100;

function isTooDeep(text: string): boolean {
  if (text.length < 2 * DEEPEST) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (letter === QUOTE) at = endOfText(text, at);
    else if (letter === LIST || letter === OBJECT) depth++;
    else if (letter === LIST_END || letter === OBJECT_END) depth--;
    if (depth > DEEPEST) return true;
  }
  return false;
}

const [QUOTE, BACKSLASH, LIST, LIST_END, OBJECT, OBJECT_END] = Array.from('"\\[]{}', (letter) => letter.charCodeAt(0));

/** Where the text in quotes that begins at `start` ends. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (letter === BACKSLASH) at++;
    else if (letter === QUOTE) return at;
  }
  return text.length;
}

/** ±2^53 has 16 digits. */
const LONG_NUMBER = /\d{16}/;

type Reviver = (key: string, value: unknown) => unknown;

/** The reviver's third argument is the value's own text (ECMAScript's JSON.parse source text access; Node 21 and newer). */
function exactly(_key: string, value: unknown, context: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || context.source === undefined) return value;
  return /^-?\d+$/.test(context.source) ? BigInt(context.source) : value;
}
