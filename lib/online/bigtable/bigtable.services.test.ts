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
import { bigtableOnlineStore } from '../bigtable';
import { loadPackage } from '../../load-package';
import type { BigtableClient } from './bigtable-client';

const folder = serviceAddress('CLIENTS');
const options = { instance: 'test', projectId: 'test', timeoutMs: 60_000, folder };

const open = () => bigtableOnlineStore(options);

const inOwnProject = async (): Promise<OpenedStore> => {
  const project = new OwnProject();
  return {
    store: project.of(open()),
    reopen: async () => project.of(open()),
    cleanUp: () => project.cleanUp(open()),
    elsewhere: {
      expression: `featlab.bigtableOnlineStore(${JSON.stringify(options)})`,
      view: (view) => project.own(view),
    },
  };
};

describeOnlineStore('Bigtable', inOwnProject, { manyKeys: 2_000 });
describeRacingWriters('Bigtable', inOwnProject);
interface BigtablePackage {
  readonly Bigtable: new (options: object) => BigtableClient;
}

/** An emulator elsewhere than where BIGTABLE_EMULATOR_HOST says. */
function clientAt(address: string): BigtableClient {
  const { Bigtable } = loadPackage('@google-cloud/bigtable', 'the online store', folder) as BigtablePackage;
  return new Bigtable({ projectId: 'test', apiEndpoint: address });
}

describeRemoteStore('Bigtable', {
  way: () => new TcpProxy(serviceAddress('BIGTABLE')).open(),
  open: (there, timeoutMs) => bigtableOnlineStore({ ...options, client: clientAt(there), timeoutMs }),
});

describe('Bigtable: a feature store over it', () => {
  const project = new OwnProject();
  const lab = temporaryStore(() => project.of(open()));
  afterAll(async () => {
    await lab.remove();
    await project.cleanUp(open());
  });
  describeServedEqualsTrained(lab, 0.1);
});
