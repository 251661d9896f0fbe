import { fileURLToPath } from 'node:url';
import { pinnedVenv } from '../../setup/steps/pinned-venv.mjs';

/** The Python that has Polars and Feast; installed the first time. */
export async function peersPython(folder) {
  const requirements = fileURLToPath(new URL('./requirements.txt', import.meta.url));
  const { python, isThere, make } = pinnedVenv(folder, requirements, 'the peers');
  if (!(await isThere())) {
    process.stderr.write('Installing the peers, once …\n');
    await make();
  }
  return python;
}
