import { freePort } from '../free-port.mjs';
import { offlineClients } from '../offline-clients.mjs';
import { onlineClients } from '../online-clients.mjs';
import { POSTGRES, postgresServer } from '../postgres-server.mjs';

/** One Postgres, empty, whose superuser needs no password. */
export default {
  needs: [POSTGRES],
  address: 'FEATLAB_TEST_POSTGRES',
  async install() {
    const [online, offline] = [await onlineClients(), await offlineClients()];
    return { env: { ...online.env, ...offline.env } };
  },
  async start(servers) {
    const port = await freePort();
    await postgresServer(servers, port);
    return { FEATLAB_TEST_POSTGRES: `postgres://postgres@127.0.0.1:${port}/postgres` };
  },
};
