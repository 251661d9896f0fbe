import { freePort } from '../free-port.mjs';
import { offlineClients } from '../offline-clients.mjs';
import { POSTGRES, postgresServer } from '../postgres-server.mjs';
import { pythonEnv } from '../python-env.mjs';

/** Redshift speaks Postgres' protocol: a Postgres, and sqlglot, which reads what is sent for what Redshift lacks. */
export default {
  needs: [POSTGRES],
  address: 'FEATLAB_TEST_REDSHIFT',
  async install() {
    const [{ env }, python] = [await offlineClients(), await pythonEnv('redshift')];
    return { env: { ...env, FEATLAB_TEST_SQLGLOT: python } };
  },
  async start(servers) {
    const port = await freePort();
    await postgresServer(servers, port);
    return { FEATLAB_TEST_REDSHIFT: `postgres://postgres@127.0.0.1:${port}/postgres` };
  },
};
