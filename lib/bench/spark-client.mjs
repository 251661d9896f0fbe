import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../setup/root.mjs';

/** featlab's own client of Spark's Thrift server, which is not among its exports. */
export function sparkClient({ port, clients }) {
  const { hiveClient } = createRequire(import.meta.url)(
    join(root, 'dist', 'lib', 'offline', 'spark', 'hive-client.js'),
  );
  const driver = createRequire(join(clients, 'package.json'))('hive-driver');
  return hiveClient(driver, { host: '127.0.0.1', port, user: 'bench', password: '' });
}
