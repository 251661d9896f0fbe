import { join } from 'node:path';
import { freePort } from '../free-port.mjs';
import { onlineClients } from '../online-clients.mjs';

/** dynalite: DynamoDB's API in Node, which leaves far more of a BatchGetItem unprocessed than Amazon's own. */
export default {
  address: 'FEATLAB_TEST_DYNALITE',
  install: onlineClients,
  async start(servers, { clients }) {
    const port = await freePort();
    const cli = join(clients, 'node_modules', 'dynalite', 'cli.js');
    const args = ['--host', '127.0.0.1', '--port', String(port), '--createTableMs', '0', '--deleteTableMs', '0'];
    await servers.start(port, process.execPath, [cli, ...args]);
    return {
      FEATLAB_TEST_DYNALITE: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    };
  },
};
