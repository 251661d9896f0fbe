import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Milliseconds without a byte either way. */
const QUIET = 1_000;

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Lets a server that closes come to its end: of the connections that are open then, it drops those on which nothing
 * comes or goes for a second, unless their request is complete and its answer is being worked out. Node itself waits
 * for ever for a connection that never asks, for a body that stalls, and for a client that does not read.
 * @returns begins; to be called when the server is about to close
 */
export function quietConnections(server: Server): () => void {
  const connections = new Set<Socket>();
  const exchanges = new Set<Exchange>();
  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  server.on('request', (request, response) => {
    const exchange = { request, response };
    exchanges.add(exchange);
    response.once('close', () => exchanges.delete(exchange));
  });
  const isWorkedOn = (socket: Socket): boolean =>
    [...exchanges].some(
      ({ request, response }) => request.socket === socket && request.complete && !response.headersSent,
    );
  return () => {
    server.on('timeout', (socket: Socket) => isWorkedOn(socket) || socket.destroy());
    for (const socket of connections) socket.setTimeout(QUIET);
  };
}
