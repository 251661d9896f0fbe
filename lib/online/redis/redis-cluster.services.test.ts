import { ClusterProxies } from '../../testing/cluster-proxies';
import { serviceAddress } from '../../testing/service-address';
import { describeRemoteStore } from '../contract/remote-store.contract';
import { describeServerStore } from '../contract/server-store.contract';
import { redisOnlineStore } from '../redis';

const folder = serviceAddress('CLIENTS');
const options = { connectionString: serviceAddress('REDIS_CLUSTER'), cluster: true, timeoutMs: 60_000, folder };

describeServerStore('Redis Cluster', { factory: redisOnlineStore, options, share: 0.2 });
describeRemoteStore('Redis Cluster', {
  way: () => new ClusterProxies(options.connectionString, folder).open(),
  open: (connectionString, timeoutMs) => redisOnlineStore({ ...options, connectionString, timeoutMs }),
});
