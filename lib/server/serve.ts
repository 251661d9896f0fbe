import type { AddressInfo } from 'node:net';
import { InputError } from '../errors';
import type { FeatureStore } from '../store';
import { createFeatureServer } from './feature-server';
import { quietConnections } from './quiet-connections';
import type { ServerOptions } from './server-options';
import { stopSignal } from './stop-signal';

export interface ListenOptions extends ServerOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

/**
 * Serves `store` until the process is told to stop (SIGINT, SIGTERM): what runs is finished first, then it closes.
 * @param onListening with the server's address, once it answers
 * @throws InputError where the port is taken or the host is not this machine's
 */
export async function serve(
  store: FeatureStore,
  { host, port, ...options }: ListenOptions,
  onListening: (url: string) => void,
): Promise<void> {
  const server = await createFeatureServer(store, options);
  const dropQuiet = quietConnections(server.server);
  const stop = stopSignal();
  try {
    await server.listen({ host, port }).catch((error: unknown) => {
      throw notListening(error, host, port);
    });
    const { address, family, port: bound } = server.server.address() as AddressInfo;
    onListening(`http://${family === 'IPv6' ? `[${address}]` : address}:${String(bound)}`);
    await stop.told;
  } finally {
    // A connection that is answered now does not wait for the client's next request.
    server.server.keepAliveTimeout = 1;
    dropQuiet();
    await server.close();
    stop.forget();
  }
}

function notListening(error: unknown, host: string, port: number): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  const place = `${host}:${String(port)}`;
  if (code === 'EADDRINUSE') {
    return new InputError('INPUT_INVALID', `${place} is in use`, 'stop what listens there, or choose another --port');
  }
  if (code === 'EACCES') {
    return new InputError('INPUT_INVALID', `${place} is not for this user`, 'choose a --port from 1024 on');
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new InputError(
      'INPUT_INVALID',
      `${host} is no address of this machine`,
      'use --host 127.0.0.1 (this machine alone) or 0.0.0.0 (whoever reaches it)',
    );
  }
  return error;
}
