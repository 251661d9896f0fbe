import { Place } from '../setup/services/place.mjs';
import { loadSuite } from '../setup/services/suites.mjs';
import { sparkClient } from './spark-client.mjs';

/**
 * A Spark of its own, of two threads, that has the history as table `history` and the questions as table `questions`.
 * Answers where it is, its staging folder, the folder of its clients, and `stop`.
 */
export async function sparkForBench({ questions, files }) {
  const suite = await loadSuite('spark');
  const place = new Place();
  const { env, ...installed } = await suite.install();
  const variables = await suite.start(place.servers('bench'), installed);
  const { port, pathname } = new URL(variables.FEATLAB_TEST_SPARK);
  const clients = env.FEATLAB_TEST_SPARK_CLIENTS;
  const server = { port: Number(port), staging: decodeURIComponent(pathname), clients };
  const client = sparkClient(server);
  const rows = (all) => all.map((file) => `SELECT * FROM parquet.\`file://${file}\``).join(' UNION ALL ');
  await client.query(`CREATE TABLE history USING parquet AS ${rows(files)}`);
  await client.query(`CREATE TABLE questions USING parquet AS ${rows([questions])}`);
  await client.close();
  return { ...server, stop: () => place.remove() };
}
