import type { FastifyInstance } from 'fastify';
import { InputError } from '../errors';
import { parseExactJson } from '../columns/exact-json';
import { utf8Text } from '../columns/utf8-text';

/** Bodies are JSON, whatever their content type says; integers are read from their digits. */
export function acceptExactJson(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      const text = utf8Text(body as Buffer, 'the body');
      const parsed = parseExactJson(text, 'the body');
      done(null, MAY_BE_TRAP.test(text) ? withoutTraps(parsed) : parsed);
    } catch (error) {
      done(error instanceof InputError ? new MalformedBody(error) : (error as Error));
    }
  });
}

/** A body that is no JSON, as opposed to JSON that asks for what cannot be. */
export class MalformedBody extends Error {
  override readonly cause: InputError;

  constructor(cause: InputError) {
    super(cause.message);
    this.cause = cause;
  }
}

/** As it is, or with letters written as `\\u005f`. */
const MAY_BE_TRAP = /__proto__|\\u/;

/** `JSON.parse` makes an own property of `__proto__`, which whoever copies the object would set for real. */
function withoutTraps(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  for (const value of Object.values(body)) withoutTraps(value);
  if (!Object.hasOwn(body, '__proto__')) return body;
  throw new InputError('INPUT_INVALID', 'the body has a field __proto__', 'take it out');
}
