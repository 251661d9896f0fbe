import { accessSync, constants, mkdirSync } from 'node:fs';
import { Problem } from '../problem.mjs';
import { inRoot, root } from '../root.mjs';
import { findNpm } from './npm.mjs';
import { findPython } from './python.mjs';
import { venvIsThere } from './venv.mjs';

/** What the user brings: Node (main.mjs has looked), npm, Python, and a folder that can be written. */
export async function demandTools() {
  accessSync(root, constants.W_OK);
  mkdirSync(inRoot('.lab'), { recursive: true });
  // Of a path with & npm's own shims on Windows run half.
  if (process.platform === 'win32' && root.includes('&')) {
    throw new Problem(`${root} has an & in its path`, 'move the project to a folder without it');
  }
  if (!findNpm()) {
    throw new Problem(
      'npm was not found',
      'install Node from https://nodejs.org (it brings npm), then open a new terminal',
    );
  }
  if (await venvIsThere()) return `Node ${process.versions.node}`;
  const python = await findPython();
  return `Node ${process.versions.node}, Python ${python.version}`;
}
