import { randomUUID } from 'node:crypto';
import swagger from '@fastify/swagger';
import fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FeatureStore } from '../store';
import { demandToken } from './bearer-token';
import { acceptExactJson } from './exact-body';
import { refusal, refusalOf } from './feast-error';
import type { Refusal } from './feast-error';
import { addMaterializeRoutes } from './materialize-routes';
import { Metrics } from './metrics';
import { addReadRoutes } from './read-routes';
import type { ServerOptions } from './server-options';
import { addWriteRoutes } from './write-routes';

/** Routes and their methods, for a 405 where only the method is wrong. */
type Methods = Map<string, string>;

/**
 * Feast's feature server over `store`: the same routes, bodies and answers, so that Feast's clients read from it. It
 * listens where its caller says, and does not close the store.
 */
export async function createFeatureServer(store: FeatureStore, options: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit: options.maxBody,
    logger: { level: options.logLevel, stream: process.stderr },
    ...(options.logLevel !== 'debug' && ONE_LOGGER),
    requestIdHeader: 'x-request-id',
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allowUnionTypes: true } },
  });
  const methods = methodsOf(server);
  acceptExactJson(server);
  refuseAsFeast(server, methods);
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  if (options.token !== undefined) demandToken(server, options.token);
  await server.register(swagger, { openapi: { openapi: '3.1.0', info: INFO } });
  const metrics = new Metrics();
  metrics.addTo(server);
  addReadRoutes(server, store, metrics, options);
  addWriteRoutes(server, store, options);
  addMaterializeRoutes(server, store);
  server.get('/health', { schema: { summary: 'The server lives' } }, async (_, reply) => reply.send());
  server.get('/docs-json', { schema: { hide: true } }, async () => server.swagger());
  return server;
}

/** A logger of its own for each request pays only where each request is logged. */
const ONE_LOGGER = {
  logController: new LogController({ disableRequestLogging: true }),
  childLoggerFactory: (logger: FastifyBaseLogger): FastifyBaseLogger => logger,
};

const INFO = { title: 'featlab feature server', description: "Feast's feature-server API", version: '1' };

function methodsOf(server: FastifyInstance): Methods {
  const methods: Methods = new Map();
  server.addHook('onRoute', ({ method, url }) => {
    if (method !== 'HEAD') methods.set(url, String(method));
  });
  return methods;
}

function refuseAsFeast(server: FastifyInstance, methods: Methods): void {
  server.setErrorHandler(async (error, request, reply) => {
    const refused = refusalOf(error);
    if (refused.status >= 500) request.log.error({ reqId: request.id, err: error }, refused.body);
    return answer(reply, refused);
  });
  server.setNotFoundHandler(async (request, reply) => {
    const method = methods.get(pathOf(request));
    if (method === undefined) return answer(reply, refusal(404, `there is no ${pathOf(request)}\nfix: see /docs-json`));
    return answer(
      reply.header('allow', method),
      refusal(405, `${pathOf(request)} takes no ${request.method}\nfix: send ${method}`),
    );
  });
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?')[0];
}

function answer(reply: FastifyReply, { status, body }: Refusal): FastifyReply {
  return reply.code(status).type('application/json').send(body);
}
