import { expect, test } from 'vitest';

import { OwnRedis } from '../../testing/own-redis';
import { serviceAddress } from '../../testing/service-address';
import { TcpProxy } from '../../testing/tcp-proxy';
import { batchOf, driverView } from '../contract/rows';
import { describeRemoteStore } from '../contract/remote-store.contract';
import { describeServerStore } from '../contract/server-store.contract';
import { redisOnlineStore } from '../redis';

const folder = serviceAddress('CLIENTS');
const address = serviceAddress('REDIS');
const options = { connectionString: address, timeoutMs: 60_000, folder };

describeServerStore('Redis', { factory: redisOnlineStore, options, share: 0.2 });
describeRemoteStore('Redis', {
  way: () => new TcpProxy(address).open(),
  open: (connectionString, timeoutMs) => redisOnlineStore({ connectionString, timeoutMs, folder }),
});

test('a Redis that is full refuses a row, and keeps the one that was there', async () => {
  const server = new OwnRedis();
  await server.start();
  const row = (trips: number) => batchOf(driverView, [{ key: [1], at: trips, values: [trips] }]);
  try {
    const store = redisOnlineStore({ connectionString: server.address, folder });
    await store.write(driverView, row(1));
    await server.configure('maxmemory', '1');
    await expect(store.write(driverView, row(2))).rejects.toMatchObject({ code: 'STORE_REFUSED' });
    await server.configure('maxmemory', '0');
    expect(await store.read(driverView, ['trips'], [[1]])).toMatchObject([{ values: [1] }]);
    await store.close();
  } finally {
    await server.remove();
  }
});
