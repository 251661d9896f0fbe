import { afterAll, describe } from 'vitest';

import { ClusterProxies } from '../../testing/cluster-proxies';
import { OwnProject } from '../../testing/own-project';
import { describeServedEqualsTrained } from '../../testing/served-equals-trained';
import { serviceAddress } from '../../testing/service-address';
import { temporaryStore } from '../../testing/temporary-store';
import { describeOnlineStore } from '../contract/online-store.contract';
import type { OpenedStore } from '../contract/online-lab';
import { describeRacingWriters } from '../contract/racing-writers.contract';
import { describeRemoteStore } from '../contract/remote-store.contract';
import { redisOnlineStore } from '../redis';

const folder = serviceAddress('CLIENTS');
const options = { connectionString: serviceAddress('REDIS_CLUSTER'), cluster: true, timeoutMs: 60_000, folder };

const open = () => redisOnlineStore(options);

const inOwnProject = async (): Promise<OpenedStore> => {
  const project = new OwnProject();
  return {
    store: project.of(open()),
    reopen: async () => project.of(open()),
    cleanUp: () => project.cleanUp(open()),
    elsewhere: {
      expression: `featlab.redisOnlineStore(${JSON.stringify(options)})`,
      view: (view) => project.own(view),
    },
  };
};

describeOnlineStore('Redis Cluster', inOwnProject);
describeRacingWriters('Redis Cluster', inOwnProject);
describeRemoteStore('Redis Cluster', {
  way: () => new ClusterProxies(options.connectionString, folder).open(),
  open: (connectionString, timeoutMs) => redisOnlineStore({ ...options, connectionString, timeoutMs }),
});

describe('Redis Cluster: a feature store over it', () => {
  const project = new OwnProject();
  const lab = temporaryStore(() => project.of(open()));
  afterAll(async () => {
    await lab.remove();
    await project.cleanUp(open());
  });
  describeServedEqualsTrained(lab, 0.2);
});
