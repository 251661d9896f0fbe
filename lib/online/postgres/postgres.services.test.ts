import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { serviceAddress } from '../../testing/service-address';
import { TcpProxy } from '../../testing/tcp-proxy';
import { describeRemoteStore } from '../contract/remote-store.contract';
import { describeServerStore } from '../contract/server-store.contract';
import { postgresOnlineStore } from '../postgres';
import type { PgPool } from './postgres-client';

const folder = serviceAddress('CLIENTS');
const address = serviceAddress('POSTGRES');
const options = { connection: { connectionString: address }, timeoutMs: 60_000, folder };
const { host } = new URL(address);

describeServerStore('Postgres', { factory: postgresOnlineStore, options, share: 0.2 });
describeRemoteStore('Postgres', {
  way: () => new TcpProxy(host).open(),
  open: (there, timeoutMs) =>
    postgresOnlineStore({ connection: { connectionString: address.replace(host, there) }, timeoutMs, folder }),
});

test('a connection of your pool that comes after its time is up goes back to the pool', async () => {
  const { Pool } = createRequire(join(folder, 'package.json'))('pg') as { Pool: new (options: object) => PgPool };
  const pool = new Pool({ connectionString: address, max: 1 });
  const busy = await pool.connect();
  const store = postgresOnlineStore({ client: pool, timeoutMs: 50, folder });
  await expect(store.update({ drop: [], keep: [] })).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
  busy.release();
  expect(await pool.query({ text: 'SELECT 1' })).toMatchObject({ rowCount: 1 });
  await store.close();
  await pool.end();
});
