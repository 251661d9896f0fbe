import { afterAll, describe } from 'vitest';

import { OwnProject } from '../../testing/own-project';
import { describeServedEqualsTrained } from '../../testing/served-equals-trained';
import { serviceAddress } from '../../testing/service-address';
import { TcpProxy } from '../../testing/tcp-proxy';
import { temporaryStore } from '../../testing/temporary-store';
import { describeOnlineStore } from '../contract/online-store.contract';
import type { OpenedStore } from '../contract/online-lab';
import { describeRacingWriters } from '../contract/racing-writers.contract';
import { describeRemoteStore } from '../contract/remote-store.contract';
import { redisOnlineStore } from '../redis';

const folder = serviceAddress('CLIENTS');
const address = serviceAddress('REDIS');
const options = { connectionString: address, timeoutMs: 60_000, folder };

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

describeOnlineStore('Redis', inOwnProject);
describeRacingWriters('Redis', inOwnProject);
describeRemoteStore('Redis', {
  way: () => new TcpProxy(address).open(),
  open: (connectionString, timeoutMs) => redisOnlineStore({ connectionString, timeoutMs, folder }),
});

describe('Redis: a feature store over it', () => {
  const project = new OwnProject();
  const lab = temporaryStore(() => project.of(open()));
  afterAll(async () => {
    await lab.remove();
    await project.cleanUp(open());
  });
  describeServedEqualsTrained(lab, 0.2);
});
