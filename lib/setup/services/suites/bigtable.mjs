import { freePort } from '../free-port.mjs';
import { GO, goProgram } from '../go-program.mjs';
import { onlineClients } from '../online-clients.mjs';

const SOURCE = 'cloud.google.com/go/bigtable/cmd/emulator@v1.58.0';

/** Google's in-memory Bigtable, from its Go client. */
export default {
  needs: [GO],
  address: 'FEATLAB_TEST_BIGTABLE',
  install: async () => ({ ...(await onlineClients()), emulator: await goProgram('bigtable-emulator', SOURCE) }),
  async start(servers, { emulator }) {
    const port = await freePort();
    await servers.start(port, emulator, ['-host', '127.0.0.1', '-port', String(port)]);
    return { FEATLAB_TEST_BIGTABLE: `127.0.0.1:${port}` };
  },
};
