import { npmClients } from './npm-clients.mjs';

/** What every online store's suite installs: the clients, in the folder that FEATLAB_TEST_CLIENTS names. */
export async function onlineClients() {
  const clients = await npmClients('online');
  return { clients, env: { FEATLAB_TEST_CLIENTS: clients } };
}
