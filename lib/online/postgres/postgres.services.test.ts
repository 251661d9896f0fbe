import { serviceAddress } from '../../testing/service-address';
import { TcpProxy } from '../../testing/tcp-proxy';
import { describeRemoteStore } from '../contract/remote-store.contract';
import { describeServerStore } from '../contract/server-store.contract';
import { postgresOnlineStore } from '../postgres';

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
