import { serviceAddress } from '../../testing/service-address';
import { TcpProxy } from '../../testing/tcp-proxy';
import { describeRemoteStore } from '../contract/remote-store.contract';
import { describeServerStore } from '../contract/server-store.contract';
import { dynamoDbOnlineStore } from '../dynamodb';

const folder = serviceAddress('CLIENTS');
const endpoint = serviceAddress('DYNAMODB');
const options = { endpoint, region: 'us-east-1', timeoutMs: 60_000, folder };
const { host } = new URL(endpoint);

describeServerStore('DynamoDB', { factory: dynamoDbOnlineStore, options, share: 0.1, manyKeys: 2_000 });
describeRemoteStore('DynamoDB', {
  way: () => new TcpProxy(host).open(),
  open: (there, timeoutMs) => dynamoDbOnlineStore({ ...options, endpoint: endpoint.replace(host, there), timeoutMs }),
});
