import { inRoot } from '../../root.mjs';
import { freePort } from '../free-port.mjs';
import { npmClients } from '../npm-clients.mjs';
import { pythonEnv } from '../python-env.mjs';

/** fakesnow: Snowflake's API and dialect over DuckDB, with answers in the form that the Node client reads. */
export default {
  address: 'FEATLAB_TEST_SNOWFLAKE',
  async install() {
    const [clients, python] = [await npmClients('snowflake'), await pythonEnv('snowflake')];
    return { python, env: { FEATLAB_TEST_SNOWFLAKE_CLIENTS: clients, FEATLAB_TEST_SNOWFLAKE_PYTHON: python } };
  },
  async start(servers, { python }) {
    const port = await freePort();
    const script = inRoot('lib', 'setup', 'services', 'python', 'start_fakesnow.py');
    // What is put into a stage lies in the temporary folder, and goes with it.
    const env = { ...process.env, TMPDIR: servers.folder, TEMP: servers.folder, TMP: servers.folder };
    await servers.start(port, python, [script, String(port)], { env });
    return { FEATLAB_TEST_SNOWFLAKE: `http://127.0.0.1:${port}` };
  },
};
