import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { capture } from '../capture.mjs';
import { Problem } from '../problem.mjs';
import { root } from '../root.mjs';

/** npm's own script (npm-cli.js), which any Node runs without a shell, or undefined where there is none. */
export function findNpm() {
  return [process.env.npm_execpath, ...besideNode(), ...onPath()].find(
    (file) => file?.endsWith('npm-cli.js') && existsSync(file),
  );
}

const NPM = ['node_modules', 'npm', 'bin', 'npm-cli.js'];

function besideNode() {
  const folder = dirname(realpathSync(process.execPath));
  return [join(folder, ...NPM), join(folder, '..', 'lib', ...NPM)];
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => [linked(join(folder, 'npm')), join(folder, ...NPM)]);
}

function linked(file) {
  return existsSync(file) ? realpathSync(file) : undefined;
}

/** Runs npm in the project, or in another folder. */
export function npm(args, env = process.env, cwd = root) {
  const script = findNpm();
  if (!script) {
    throw new Problem(
      'npm was not found',
      'install Node from https://nodejs.org (it brings npm), then open a new terminal',
    );
  }
  return capture(process.execPath, [script, ...args], { cwd, env });
}
