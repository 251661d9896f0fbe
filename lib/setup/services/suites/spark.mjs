import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort } from '../free-port.mjs';
import { JAVA } from '../maven-jars.mjs';
import { npmClients } from '../npm-clients.mjs';
import { pythonEnv } from '../python-env.mjs';

/** Spark's own file system needs programs on Windows that no registry has. */
const UNIX = {
  name: 'a Unix (Spark on Windows lacks winutils)',
  look: () => process.platform !== 'win32',
  fix: 'run it in WSL, or on a server of yours: FEATLAB_TEST_SPARK',
};

/** Neither a database of its own nor a page: a Thrift server over two threads. */
const SETTINGS = {
  'spark.sql.catalogImplementation': 'in-memory',
  'spark.sql.shuffle.partitions': 2,
  'spark.ui.enabled': false,
  // Not UTC: sessions must see to it themselves.
  'spark.sql.session.timeZone': 'America/Argentina/Buenos_Aires',
};

/** Spark 4 with its Thrift server, as the package pyspark brings it. */
export default {
  needs: [UNIX, JAVA],
  address: 'FEATLAB_TEST_SPARK',
  async install() {
    const [clients, python] = [await npmClients('spark'), await pythonEnv('spark')];
    return { python, env: { FEATLAB_TEST_SPARK_CLIENTS: clients } };
  },
  async start(servers, { python }) {
    const port = await freePort();
    const home = sparkHome(python);
    const staging = join(servers.folder, 'a staging folder');
    mkdirSync(staging);
    const settings = { ...SETTINGS, 'spark.sql.warehouse.dir': join(servers.folder, 'warehouse') };
    await servers.start(
      port,
      join(home, 'bin', 'spark-submit'),
      [
        ...['--master', 'local[2]', '--driver-memory', '1g'],
        ...['--class', 'org.apache.spark.sql.hive.thriftserver.HiveThriftServer2'],
        ...Object.entries(settings).flatMap(([name, value]) => ['--conf', `${name}=${value}`]),
        'spark-internal',
        ...['--hiveconf', `hive.server2.thrift.port=${port}`, '--hiveconf', 'hive.server2.thrift.bind.host=127.0.0.1'],
      ],
      // It leaves folders of its own in the temporary folder.
      {
        env: { ...process.env, SPARK_HOME: home, SPARK_LOCAL_IP: '127.0.0.1', SPARK_LOCAL_DIRS: servers.folder },
      },
    );
    return { FEATLAB_TEST_SPARK: `thrift://127.0.0.1:${port}${encodeURI(staging)}` };
  },
};

function sparkHome(python) {
  const lib = join(dirname(python), '..', 'lib');
  const [version] = readdirSync(lib).filter((name) => name.startsWith('python'));
  return join(lib, version, 'site-packages', 'pyspark');
}
