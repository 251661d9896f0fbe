import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../free-port.mjs';
import { GO, goProgram } from '../go-program.mjs';
import { onlineClients } from '../online-clients.mjs';

const SOURCE = 'cloud.google.com/go/bigtable/cmd/emulator@v1.58.0';

const NOBODY = { type: 'authorized_user', client_id: 'x', client_secret: 'x', refresh_token: 'x' };

/** Google's in-memory Bigtable, from its Go client. */
export default {
  needs: [GO],
  address: 'FEATLAB_TEST_BIGTABLE',
  install: async () => ({ ...(await onlineClients()), emulator: await goProgram('bigtable-emulator', SOURCE) }),
  async start(servers, { emulator }) {
    const port = await freePort();
    await servers.start(port, emulator, ['-host', '127.0.0.1', '-port', String(port)]);
    const address = `127.0.0.1:${port}`;
    const credentials = join(servers.folder, 'credentials.json');
    writeFileSync(credentials, JSON.stringify(NOBODY));
    return {
      FEATLAB_TEST_BIGTABLE: address,
      // The client's own name for it.
      BIGTABLE_EMULATOR_HOST: address,
      // It asks for credentials all the same, and would look for the cloud's metadata server, which takes seconds.
      GOOGLE_APPLICATION_CREDENTIALS: credentials,
      METADATA_SERVER_DETECTION: 'none',
    };
  },
};
