import { npmClients } from './npm-clients.mjs';

/** What every offline store's suite installs: the clients, in the folder that FEATLAB_TEST_OFFLINE_CLIENTS names. */
export async function offlineClients() {
  const clients = await npmClients('offline');
  return { clients, env: { FEATLAB_TEST_OFFLINE_CLIENTS: clients } };
}
