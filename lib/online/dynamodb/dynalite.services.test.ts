import { afterAll, describe } from 'vitest';

import { OwnProject } from '../../testing/own-project';
import { describeServedEqualsTrained } from '../../testing/served-equals-trained';
import { serviceAddress } from '../../testing/service-address';
import { temporaryStore } from '../../testing/temporary-store';
import { describeOnlineStore } from '../contract/online-store.contract';
import type { OpenedStore } from '../contract/online-lab';
import { describeRacingWriters } from '../contract/racing-writers.contract';

import { dynamoDbOnlineStore } from '../dynamodb';

const folder = serviceAddress('CLIENTS');
const endpoint = serviceAddress('DYNALITE');
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

describeOnlineStore('dynalite', inOwnProject, { manyKeys: 2_000 });
describeRacingWriters('dynalite', inOwnProject);

describe('dynalite: a feature store over it', () => {
  const project = new OwnProject();
  const lab = temporaryStore(() => project.of(open()));
  afterAll(async () => {
    await lab.remove();
    await project.cleanUp(open());
  });
  describeServedEqualsTrained(lab, 0.05);
});
