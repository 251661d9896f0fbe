import { loadPackage } from '../../load-package';
import { serviceAddress } from '../../testing/service-address';
import { TcpProxy } from '../../testing/tcp-proxy';
import { bigtableOnlineStore } from '../bigtable';
import { describeRemoteStore } from '../contract/remote-store.contract';
import { describeServerStore } from '../contract/server-store.contract';
import type { BigtableClient } from './bigtable-client';

interface BigtablePackage {
  readonly Bigtable: new (options: object) => BigtableClient;
}

const folder = serviceAddress('CLIENTS');
const options = { instance: 'test', projectId: 'test', timeoutMs: 60_000, folder };

/** An emulator elsewhere than where BIGTABLE_EMULATOR_HOST says. */
function clientAt(address: string): BigtableClient {
  const { Bigtable } = loadPackage('@google-cloud/bigtable', 'the online store', folder) as BigtablePackage;
  return new Bigtable({ projectId: 'test', apiEndpoint: address });
}

describeServerStore('Bigtable', { factory: bigtableOnlineStore, options, share: 0.1, manyKeys: 2_000 });
describeRemoteStore('Bigtable', {
  way: () => new TcpProxy(serviceAddress('BIGTABLE')).open(),
  open: (there, timeoutMs) => bigtableOnlineStore({ ...options, client: clientAt(there), timeoutMs }),
});
