import { isProblem } from '../problem.mjs';
import { inRoot } from '../root.mjs';
import { pinnedVenv } from './pinned-venv.mjs';

const { python, isThere, isOlder, make } = pinnedVenv(
  inRoot('.venv'),
  inRoot('lib', 'setup', 'requirements.txt'),
  'JupyterLab',
);

export const venvPython = python;
export const venvIsThere = isThere;

/** `.venv` with the pinned JupyterLab. Where it cannot be brought up to date, an older one that works will do. */
export async function venv() {
  if (await isThere()) return 'already there';
  try {
    await make();
    return undefined;
  } catch (error) {
    if (!isProblem(error) || !(await isOlder())) throw error;
    return `the older one stays: ${error.problem}`;
  }
}
