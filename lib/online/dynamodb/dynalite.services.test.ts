import { OwnProject } from '../../testing/own-project';
import { serviceAddress } from '../../testing/service-address';
import { describeOnlineStore } from '../online-store.contract';
import { dynamoDbOnlineStore } from '../dynamodb';

const folder = serviceAddress('CLIENTS');

const open = () => dynamoDbOnlineStore({ endpoint: serviceAddress('DYNALITE'), region: 'us-east-1', folder });

describeOnlineStore(
  'dynalite',
  async () => {
    const project = new OwnProject();
    return {
      store: project.of(open()),
      reopen: async () => project.of(open()),
      cleanUp: () => project.cleanUp(open()),
    };
  },
  { manyKeys: 2_000 },
);
