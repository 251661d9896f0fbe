import { postgresLab } from '../contract/postgres-lab';
import { describeOfflineStore } from '../offline-store.contract';
import { postgresOfflineStore } from './postgres-offline-store';

const TYPES = ['int32', 'int64', 'float32', 'float64', 'string', 'bool', 'bytes', 'timestamp'];

describeOfflineStore('Postgres', () =>
  postgresLab('postgres', process.env['FEATLAB_TEST_POSTGRES'], TYPES, ({ schema, ...clients }) =>
    postgresOfflineStore({ db_schema: schema }, clients),
  ),
);
