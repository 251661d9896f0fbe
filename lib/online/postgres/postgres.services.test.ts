import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { OwnProject } from '../../testing/own-project';
import { serviceAddress } from '../../testing/service-address';
import { TcpProxy } from '../../testing/tcp-proxy';
import { batchOf, driverView } from '../contract/rows';
import { describeRemoteStore } from '../contract/remote-store.contract';
import { describeServerStore } from '../contract/server-store.contract';
import type { OnlineView } from '../online-store';
import { postgresOnlineStore } from '../postgres';
import type { PgPool } from './postgres-client';

const folder = serviceAddress('CLIENTS');
const address = serviceAddress('POSTGRES');
const options = { connection: { connectionString: address }, timeoutMs: 60_000, folder };
const { host } = new URL(address);
const pools = createRequire(join(folder, 'package.json'))('pg') as { Pool: new (options: object) => PgPool };

describeServerStore('Postgres', { factory: postgresOnlineStore, options, share: 0.2 });
describeRemoteStore('Postgres', {
  way: () => new TcpProxy(host).open(),
  open: (there, timeoutMs) =>
    postgresOnlineStore({ connection: { connectionString: address.replace(host, there) }, timeoutMs, folder }),
});

test('a connection of your pool that comes after its time is up goes back to the pool', async () => {
  const pool = new pools.Pool({ connectionString: address, max: 1 });
  const busy = await pool.connect();
  const store = postgresOnlineStore({ client: pool, timeoutMs: 50, folder });
  await expect(store.update({ drop: [], keep: [] })).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
  busy.release();
  expect(await pool.query({ text: 'SELECT 1' })).toMatchObject({ rowCount: 1 });
  await store.close();
  await pool.end();
});

test('floats come back bit for bit, also where the server would round their texts', async () => {
  const view: OnlineView = {
    ...driverView,
    name: 'floats',
    features: [
      { name: 'wide', type: 'float64' },
      { name: 'narrow', type: 'float32' },
    ],
  };
  const values = [0.1 + 0.2, Math.fround(0.123457)];
  const pool = new pools.Pool({ connectionString: address, options: '-c extra_float_digits=0' });
  const project = new OwnProject();
  const own = postgresOnlineStore({ client: pool, folder });
  const store = project.of(own);
  await store.write(view, batchOf(view, [{ key: [1], at: 1, values }]));
  expect(await store.read(view, ['wide', 'narrow'], [[1]])).toMatchObject([{ values }]);
  await project.cleanUp(own);
  await pool.end();
});

test('long texts go in several statements: together they would be longer than a text can be', async () => {
  const view: OnlineView = { ...driverView, name: 'texts', features: [{ name: 'page', type: 'string' }] };
  const page = 'x'.repeat(1_000_000);
  const project = new OwnProject();
  const own = postgresOnlineStore(options);
  const store = project.of(own);
  const rows = Array.from({ length: 600 }, (_, i) => ({ key: [i], at: 1, values: [page] }));
  expect(await store.write(view, batchOf(view, rows))).toBe(600);
  const [found] = await store.read(view, ['page'], [[599]]);
  expect(found?.values[0]).toBe(page);
  await project.cleanUp(own);
});
