import { serviceAddress } from '../../testing/service-address';
import { TcpProxy } from '../../testing/tcp-proxy';
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
