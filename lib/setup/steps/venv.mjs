import { inRoot } from '../root.mjs';
import { pinnedVenv } from './pinned-venv.mjs';

const { python, isThere, make } = pinnedVenv(inRoot('.venv'), inRoot('lib', 'setup', 'requirements.txt'), 'JupyterLab');

export const venvPython = python;
export const venvIsThere = isThere;

/** `.venv` with the pinned JupyterLab. */
export async function venv() {
  if (await isThere()) return 'already there';
  await make();
  return undefined;
}
