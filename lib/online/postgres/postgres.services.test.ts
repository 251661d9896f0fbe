import { OwnProject } from '../../testing/own-project';
import { serviceAddress } from '../../testing/service-address';
import { describeOnlineStore } from '../online-store.contract';
import { postgresOnlineStore } from '../postgres';

const connection = { connectionString: serviceAddress('POSTGRES') };
const folder = serviceAddress('CLIENTS');

const open = () => postgresOnlineStore({ connection, folder });

describeOnlineStore('Postgres', async () => {
  const project = new OwnProject();
  return {
    store: project.of(open()),
    reopen: async () => project.of(open()),
    cleanUp: () => project.cleanUp(open()),
  };
});
