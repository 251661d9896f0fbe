import { inRoot } from '../root.mjs';

/** Everything that Jupyter would keep in the user's home stays in the project, in `.lab/`. */
export function jupyterEnv() {
  return {
    ...process.env,
    JUPYTER_CONFIG_DIR: inRoot('.lab', 'jupyter', 'config'),
    JUPYTER_DATA_DIR: inRoot('.lab', 'jupyter', 'data'),
    JUPYTER_RUNTIME_DIR: inRoot('.lab', 'jupyter', 'runtime'),
    IPYTHONDIR: inRoot('.lab', 'ipython'),
    PYTHONUTF8: '1',
  };
}
