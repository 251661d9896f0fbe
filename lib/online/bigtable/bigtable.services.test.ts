import { OwnProject } from '../../testing/own-project';
import { serviceAddress } from '../../testing/service-address';
import { describeOnlineStore } from '../online-store.contract';
import { bigtableOnlineStore } from '../bigtable';

const folder = serviceAddress('CLIENTS');

const open = () => bigtableOnlineStore({ instance: 'test', projectId: 'test', folder });

describeOnlineStore(
  'Bigtable',
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
