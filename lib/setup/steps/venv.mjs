import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../capture.mjs';
import { Problem } from '../problem.mjs';
import { inRoot } from '../root.mjs';
import { findPython } from './python.mjs';

const requirements = inRoot('lib', 'setup', 'requirements.txt');
const stamp = inRoot('.venv', 'featlab.json');

export const venvPython =
  process.platform === 'win32' ? inRoot('.venv', 'Scripts', 'python.exe') : inRoot('.venv', 'bin', 'python');

/** `.venv` with the pinned JupyterLab. One that is half made, or whose Python is gone, is made anew. */
export async function venv() {
  if (await venvIsThere()) return 'already there';
  const python = await findPython();
  rmSync(inRoot('.venv'), { recursive: true, force: true });
  await makeVenv(python);
  await install();
  writeFileSync(stamp, JSON.stringify({ requirements: digest(), python: await versionOf(venvPython) }));
  return undefined;
}

/** The stamp is written last, with the version of Python: an upgraded Python does not see the packages. */
export async function venvIsThere() {
  if (!existsSync(stamp) || !existsSync(venvPython)) return false;
  const made = readStamp();
  return made.requirements === digest() && made.python === (await versionOf(venvPython));
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stamp, 'utf8'));
  } catch {
    return {};
  }
}

function digest() {
  return createHash('sha256').update(readFileSync(requirements)).digest('hex');
}

async function versionOf(python) {
  const { stdout } = await capture(python, ['-c', "import sys; print('%d.%d' % sys.version_info[:2])"]);
  return stdout.trim();
}

async function makeVenv({ command }) {
  const [file, ...args] = command;
  const { code, stdout, stderr } = await capture(file, [...args, '-m', 'venv', inRoot('.venv')]);
  if (code === 0) return;
  if (/ensurepip/.test(stdout + stderr)) {
    throw new Problem(
      `${command.join(' ')} cannot make a virtual environment: ensurepip is missing`,
      'sudo apt install python3-venv, then run the same command',
    );
  }
  throw new Problem(
    `${command.join(' ')} could not make .venv (${lastLine(stderr || stdout)})`,
    'make this folder writable, or move the project to one of your own, and run the same command',
  );
}

async function install() {
  const args = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--retries', '2'];
  const env = { ...process.env, PIP_USER: '0', PIP_REQUIRE_VIRTUALENV: '0' };
  const { code, stdout, stderr } = await capture(venvPython, [...args, '-r', requirements], { env });
  if (code === 0) return;
  const output = stdout + stderr;
  if (/connection|resolve|network|timed out|unreachable|proxy/i.test(output)) {
    throw new Problem(
      'pip could not reach its package index',
      'check the network (or the proxy: pip config list) and run the same command again',
    );
  }
  mkdirSync(inRoot('.lab'), { recursive: true });
  writeFileSync(inRoot('.lab', 'pip.log'), output);
  throw new Problem(
    `pip could not install JupyterLab (${lastLine(output)})`,
    `read ${join('.lab', 'pip.log')}, mend what it names, and run the same command`,
  );
}

function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}
