import { inRoot } from '../../root.mjs';
import { freePort } from '../free-port.mjs';
import { npmClients } from '../npm-clients.mjs';
import { pythonEnv } from '../python-env.mjs';

/** bqemulator: BigQuery's API and dialect over DuckDB. */
export default {
  address: 'FEATLAB_TEST_BIGQUERY',
  async install() {
    const [clients, python] = [await npmClients('bigquery'), await pythonEnv('bigquery')];
    return { python, env: { FEATLAB_TEST_BIGQUERY_CLIENTS: clients } };
  },
  async start(servers, { python }) {
    const [rest, grpc] = [await freePort(), await freePort()];
    const script = inRoot('lib', 'setup', 'services', 'python', 'start_bqemulator.py');
    const ports = ['--rest-port', String(rest), '--grpc-port', String(grpc)];
    await servers.start(rest, python, [
      script,
      'start',
      '--ephemeral',
      '--project',
      'p',
      ...ports,
      '--log-level',
      'error',
    ]);
    return { FEATLAB_TEST_BIGQUERY: `http://127.0.0.1:${rest}` };
  },
};
