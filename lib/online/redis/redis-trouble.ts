import type { Trouble } from '../remote-calls';

const DENIED = /^(NOAUTH|WRONGPASS|NOPERM)/;
const UNREACHABLE = /^(LOADING|CLUSTERDOWN|MASTERDOWN|TRYAGAIN|MAXCLIENTS|ERR max number of clients)/;
const CLIENTS_OWN =
  /^(ClientClosedError|ClientOfflineError|ConnectionTimeoutError|DisconnectsClientError|MaxRetriesPerRequestError|ReconnectStrategyError|RootNodesUnavailableError|Socket\w*Error|AbortError|ClusterAllFailedError)$/;

/** What a failure of node-redis or ioredis is about. */
export function redisTrouble(error: object): Trouble | undefined {
  const { name, message } = error as Partial<Error>;
  if (DENIED.test(message ?? '')) return 'denied';
  if (UNREACHABLE.test(message ?? '') || /^Connection is closed/.test(message ?? '')) return 'unreachable';
  const kinds = [name ?? '', error.constructor.name];
  return kinds.some((kind) => CLIENTS_OWN.test(kind)) ? 'unreachable' : undefined;
}
