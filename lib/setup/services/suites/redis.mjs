import { freePort } from '../free-port.mjs';
import { onlineClients } from '../online-clients.mjs';
import { REDIS, redisServer } from '../redis-server.mjs';

/** One Redis. */
export default {
  needs: [REDIS],
  address: 'FEATLAB_TEST_REDIS',
  install: onlineClients,
  async start(servers) {
    const port = await freePort();
    await redisServer(servers, port);
    return { FEATLAB_TEST_REDIS: `127.0.0.1:${port}` };
  },
};
