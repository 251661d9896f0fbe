import { capture } from '../capture.mjs';
import { Problem } from '../problem.mjs';

/** A system's own python3 may be old, and a newer one beside it have its version in its name alone. */
const VERSIONED = [14, 13, 12, 11, 10].map((minor) => [`python3.${minor}`]);
const CANDIDATES =
  process.platform === 'win32' ? [['py', '-3'], ['python'], ['python3']] : [['python3'], ['python'], ...VERSIONED];
const ASK =
  "import sys, importlib.util as u; print('%d.%d' % sys.version_info[:2], u.find_spec('venv') and u.find_spec('ensurepip') and 'venv')";

/**
 * The Python that makes `.venv`: 3.10 or newer (JupyterLab's own limit), with venv and ensurepip.
 * @returns {Promise<{ command: string[], version: string }>}
 */
export async function findPython() {
  const found = [];
  for (const command of CANDIDATES) {
    const { code, stdout } = await capture(command[0], [...command.slice(1), '-c', ASK]);
    if (code !== 0) continue;
    const [version, venv] = stdout.trim().split(' ');
    const python = { command, version, venv: venv === 'venv' };
    if (isNewEnough(version) && python.venv) return python;
    found.push(python);
  }
  throw explain(found);
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major === 3 && minor >= 10;
}

function explain(found) {
  if (found.length === 0) {
    return new Problem(
      'Python 3 was not found',
      `install Python 3.10 or newer: ${howToInstall()}, then open a new terminal`,
    );
  }
  const recent = found.find((python) => isNewEnough(python.version));
  if (!recent) {
    const versions = found.map((python) => python.version).join(', ');
    return new Problem(
      `Python ${versions} is too old for JupyterLab`,
      `install Python 3.10 or newer: ${howToInstall()}`,
    );
  }
  const python = recent.command.join(' ');
  return new Problem(
    `${python} (${recent.version}) has no venv module`,
    `sudo apt install python3-venv (or ${howToInstall()})`,
  );
}

function howToInstall() {
  if (process.platform === 'linux') return 'sudo apt install python3 python3-venv, or your distribution’s way';
  if (process.platform === 'darwin') return 'brew install python, or https://python.org';
  return 'https://python.org';
}
