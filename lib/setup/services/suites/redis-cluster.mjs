import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../free-port.mjs';
import { onlineClients } from '../online-clients.mjs';
import { REDIS, redisServer } from '../redis-server.mjs';

const NODES = 3;

/** A Redis Cluster of three nodes. */
export default {
  needs: [REDIS],
  address: 'FEATLAB_TEST_REDIS_CLUSTER',
  install: onlineClients,
  async start(servers) {
    const nodes = await Promise.all(Array.from({ length: NODES }, () => node(servers)));
    const cli = (...args) => servers.run('redis-cli', args);
    const { code, stdout } = await cli('--cluster', 'create', ...nodes, '--cluster-yes');
    if (code !== 0) throw servers.problem(`the Redis nodes formed no cluster: ${stdout}`, 'run the same command again');
    for (const address of nodes) {
      const port = address.split(':')[1];
      while (!(await cli('-p', port, 'cluster', 'info')).stdout.includes('cluster_state:ok')) await pause(20);
    }
    return { FEATLAB_TEST_REDIS_CLUSTER: nodes.join(',') };
  },
};

async function node(servers) {
  const [port, bus] = [await freePort(), await freePort()];
  await redisServer(servers, port, ['--cluster-enabled', 'yes', '--cluster-port', String(bus)]);
  return `127.0.0.1:${port}`;
}
