import { join } from 'node:path';
import { freePort } from '../free-port.mjs';
import { JAVA, MAVEN, mavenJars } from '../maven-jars.mjs';
import { onlineClients } from '../online-clients.mjs';

const ARTIFACT = { group: 'com.amazonaws', artifact: 'DynamoDBLocal', version: '2.6.1' };

/** DynamoDB Local, Amazon's own stand-in, in memory. */
export default {
  needs: [JAVA, MAVEN],
  address: 'FEATLAB_TEST_DYNAMODB',
  install: async () => ({ ...(await onlineClients()), jars: await mavenJars('dynamodb-local', ARTIFACT) }),
  async start(servers, { jars }) {
    const port = await freePort();
    const main = 'com.amazonaws.services.dynamodbv2.local.main.ServerRunner';
    const java = ['-Xmx512m', `-Djava.library.path=${jars}`, '-cp', join(jars, '*'), main];
    await servers.start(port, 'java', [...java, '-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)]);
    return {
      FEATLAB_TEST_DYNAMODB: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    };
  },
};
