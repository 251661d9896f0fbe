import { serviceAddress } from '../../testing/service-address';
import { describeServerStore } from '../contract/server-store.contract';
import { dynamoDbOnlineStore } from '../dynamodb';

const folder = serviceAddress('CLIENTS');
const options = { endpoint: serviceAddress('DYNALITE'), region: 'us-east-1', timeoutMs: 60_000, folder };

describeServerStore('dynalite', { factory: dynamoDbOnlineStore, options, share: 0.05, manyKeys: 2_000 });
