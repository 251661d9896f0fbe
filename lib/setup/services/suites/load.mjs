import { join } from 'node:path';
import { onlineClients } from '../online-clients.mjs';
import { REDIS } from '../redis-server.mjs';

/** No server yet: the test starts a Redis of its own, to stop it in the midst. */
export default {
  needs: [REDIS],
  address: 'FEATLAB_TEST_LOAD',
  install: onlineClients,
  start: async (servers) => ({ FEATLAB_TEST_SUMMARY: join(servers.folder, 'summary.txt') }),
};
