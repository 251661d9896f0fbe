import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../capture.mjs';
import { Problem } from '../problem.mjs';
import { inRoot } from '../root.mjs';
import { findPython } from '../steps/python.mjs';
import { cached } from './cache.mjs';

/** A virtual environment with the packages of `python/NAME.txt` here, each pinned. Answers its `python`. */
export async function pythonEnv(name) {
  const requirements = inRoot('lib', 'setup', 'services', 'python', `${name}.txt`);
  const { command, version } = await findPython();
  const folder = await cached(`python-${name}`, `${version}\n${readFileSync(requirements)}`, async (env) => {
    await run([...command, '-m', 'venv', env], name);
    await run([pythonIn(env), '-m', 'pip', 'install', '--quiet', '--no-input', '-r', requirements], name);
  });
  return pythonIn(folder);
}

/** A program that a package brought is started as a module (`python -m …`): its script names the folder it was made in. */
function pythonIn(env) {
  return process.platform === 'win32' ? join(env, 'Scripts', 'python.exe') : join(env, 'bin', 'python');
}

async function run([program, ...args], name) {
  const { code, stdout, stderr } = await capture(program, args, { env: { ...process.env, PIP_USER: '0' } });
  if (code !== 0)
    throw new Problem(
      `Python's packages of ${name} could not be installed: ${(stderr || stdout).trim()}`,
      'check the network, and run the same command',
    );
}
