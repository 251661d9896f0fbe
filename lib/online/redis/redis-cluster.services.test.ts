import { serviceAddress } from '../../testing/service-address';
import { OwnProject } from '../../testing/own-project';
import { describeOnlineStore } from '../online-store.contract';
import { redisOnlineStore } from '../redis';

const connectionString = serviceAddress('REDIS_CLUSTER');
const folder = serviceAddress('CLIENTS');

const open = () => redisOnlineStore({ connectionString, folder, cluster: true });

describeOnlineStore('Redis Cluster', async () => {
  const project = new OwnProject();
  return {
    store: project.of(open()),
    reopen: async () => project.of(open()),
    cleanUp: () => project.cleanUp(open()),
  };
});
