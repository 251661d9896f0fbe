import { freePort } from '../free-port.mjs';
import { npmClients } from '../npm-clients.mjs';
import { offlineClients } from '../offline-clients.mjs';
import { POSTGRES, postgresServer } from '../postgres-server.mjs';
import { pythonEnv } from '../python-env.mjs';

/**
 * Redshift speaks Postgres' protocol: a Postgres, and sqlglot, which reads what is sent for what Redshift lacks; moto has
 * S3's API.
 */
export default {
  needs: [POSTGRES],
  address: 'FEATLAB_TEST_REDSHIFT',
  async install() {
    const [{ env }, s3, python] = [await offlineClients(), await npmClients('s3'), await pythonEnv('redshift')];
    return { python, env: { ...env, FEATLAB_TEST_S3_CLIENTS: s3, FEATLAB_TEST_SQLGLOT: python } };
  },
  async start(servers, { python }) {
    const [port, s3] = [await freePort(), await freePort()];
    await postgresServer(servers, port);
    await servers.start(s3, python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(s3)]);
    return {
      FEATLAB_TEST_REDSHIFT: `postgres://postgres@127.0.0.1:${port}/postgres`,
      FEATLAB_TEST_S3: `http://127.0.0.1:${s3}`,
    };
  },
};
