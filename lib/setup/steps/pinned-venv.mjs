import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { capture } from '../capture.mjs';
import { logged } from '../logged.mjs';
import { Problem } from '../problem.mjs';
import { findPython } from './python.mjs';

/**
 * A virtual environment that holds what a requirements file pins. One that is half made, or whose Python is gone, is
 * made anew.
 * @param what it is for, in words, for messages
 */
export function pinnedVenv(folder, requirements, what) {
  const python = join(folder, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));
  const stamp = join(folder, 'featlab.json');
  const digest = () => createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const isThere = async () => {
    if (!existsSync(stamp) || !existsSync(python)) return false;
    const made = readStamp(stamp);
    return made.requirements === digest() && made.python === (await versionOf(python));
  };
  const make = async () => {
    const found = await findPython();
    const old = setAside(folder, stamp);
    try {
      await makeVenv(found, folder);
      await install(python, requirements, what);
    } catch (error) {
      old.putBack();
      throw error;
    }
    // Written last, with the version of Python: an upgraded Python does not see the packages.
    writeFileSync(stamp, JSON.stringify({ requirements: digest(), python: await versionOf(python) }));
    old.drop();
  };
  /** One of earlier requirements, whole: not what is wanted, and better than none. */
  const isOlder = async () => existsSync(stamp) && readStamp(stamp).python === (await versionOf(python));
  return { python, isThere, isOlder, make };
}

/** A whole one waits beside until its successor is made, under its own name again where that fails. */
function setAside(folder, stamp) {
  const aside = `${folder}.old`;
  const remove = (path) => rmSync(path, { recursive: true, force: true });
  remove(aside);
  if (existsSync(stamp)) renameSync(folder, aside);
  else remove(folder);
  const putBack = () => {
    if (!existsSync(aside)) return;
    remove(folder);
    renameSync(aside, folder);
  };
  return { putBack, drop: () => remove(aside) };
}

function readStamp(stamp) {
  try {
    return JSON.parse(readFileSync(stamp, 'utf8'));
  } catch {
    return {};
  }
}

async function versionOf(python) {
  const { stdout } = await capture(python, ['-c', "import sys; print('%d.%d' % sys.version_info[:2])"]);
  return stdout.trim();
}

async function makeVenv({ command }, folder) {
  const [file, ...args] = command;
  const { code, stdout, stderr } = await capture(file, [...args, '-m', 'venv', folder]);
  if (code === 0) return;
  if (/ensurepip/.test(stdout + stderr)) {
    throw new Problem(
      `${command.join(' ')} cannot make a virtual environment: ensurepip is missing`,
      'sudo apt install python3-venv, then run the same command',
    );
  }
  throw new Problem(
    `${command.join(' ')} could not make ${basename(folder)} (${lastLine(stderr || stdout)})`,
    'make this folder writable, or move the project to one of your own, and run the same command',
  );
}

async function install(python, requirements, what) {
  const args = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--retries', '2'];
  const env = { ...process.env, PIP_USER: '0', PIP_REQUIRE_VIRTUALENV: '0' };
  const { code, stdout, stderr } = await capture(python, [...args, '-r', requirements], { env });
  if (code === 0) return;
  const output = stdout + stderr;
  const log = logged('pip.log', output);
  if (/certificate|CERTIFICATE_VERIFY/.test(output)) {
    throw new Problem(
      `pip does not trust its package index's certificate; what it said is in ${log}`,
      'set PIP_CERT to the certificate of your network (a proxy, an antivirus), and run the same command',
    );
  }
  if (/connection|resolve|network|timed out|unreachable|proxy/i.test(output)) {
    throw new Problem(
      'pip could not reach its package index',
      'check the network (or the proxy: pip config list) and run the same command again',
    );
  }
  throw new Problem(
    `pip could not install ${what} (${lastLine(output)})`,
    `read ${log}, mend what it names, and run the same command`,
  );
}

function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}
