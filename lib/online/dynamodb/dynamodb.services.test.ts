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
import { dynamoDbOnlineStore } from '../dynamodb';

const folder = serviceAddress('CLIENTS');
const endpoint = serviceAddress('DYNAMODB');
const options = { endpoint, region: 'us-east-1', timeoutMs: 60_000, folder };

const open = () => dynamoDbOnlineStore(options);

const inOwnProject = async (): Promise<OpenedStore> => {
  const project = new OwnProject();
  return {
    store: project.of(open()),
    reopen: async () => project.of(open()),
    cleanUp: () => project.cleanUp(open()),
    elsewhere: {
      expression: `featlab.dynamoDbOnlineStore(${JSON.stringify(options)})`,
      view: (view) => project.own(view),
    },
  };
};

describeOnlineStore('DynamoDB', inOwnProject, { manyKeys: 2_000 });
describeRacingWriters('DynamoDB', inOwnProject);
const { host } = new URL(endpoint);
describeRemoteStore('DynamoDB', {
  way: () => new TcpProxy(host).open(),
  open: (there, timeoutMs) => dynamoDbOnlineStore({ ...options, endpoint: endpoint.replace(host, there), timeoutMs }),
});

describe('DynamoDB: a feature store over it', () => {
  const project = new OwnProject();
  const lab = temporaryStore(() => project.of(open()));
  afterAll(async () => {
    await lab.remove();
    await project.cleanUp(open());
  });
  describeServedEqualsTrained(lab, 0.1);
});
