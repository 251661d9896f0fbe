import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { refusal } from './feast-error';

/** Open all the same: what asks whether the server lives has no token. */
const OPEN = ['/health'];

/** Demands `Authorization: Bearer TOKEN`, compared in a time that says nothing of where it differs. */
export function demandToken(server: FastifyInstance, token: string): void {
  const expected = digest(`Bearer ${token}`);
  server.addHook('onRequest', async (request, reply) => {
    if (OPEN.includes(request.url)) return;
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) return;
    const { status, body } = refusal(401, 'no bearer token, or another one\nfix: send Authorization: Bearer TOKEN');
    await reply.code(status).header('www-authenticate', 'Bearer').type('application/json').send(body);
  });
}

/** Of one length, whatever the text's. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
