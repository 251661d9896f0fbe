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
import { postgresOnlineStore } from '../postgres';

const folder = serviceAddress('CLIENTS');
const address = serviceAddress('POSTGRES');
const options = { connection: { connectionString: address }, timeoutMs: 60_000, folder };

const open = () => postgresOnlineStore(options);

const inOwnProject = async (): Promise<OpenedStore> => {
  const project = new OwnProject();
  return {
    store: project.of(open()),
    reopen: async () => project.of(open()),
    cleanUp: () => project.cleanUp(open()),
    elsewhere: {
      expression: `featlab.postgresOnlineStore(${JSON.stringify(options)})`,
      view: (view) => project.own(view),
    },
  };
};

describeOnlineStore('Postgres', inOwnProject);
describeRacingWriters('Postgres', inOwnProject);
const { host } = new URL(address);
describeRemoteStore('Postgres', {
  way: () => new TcpProxy(host).open(),
  open: (there, timeoutMs) =>
    postgresOnlineStore({ connection: { connectionString: address.replace(host, there) }, timeoutMs, folder }),
});

describe('Postgres: a feature store over it', () => {
  const project = new OwnProject();
  const lab = temporaryStore(() => project.of(open()));
  afterAll(async () => {
    await lab.remove();
    await project.cleanUp(open());
  });
  describeServedEqualsTrained(lab, 0.2);
});
