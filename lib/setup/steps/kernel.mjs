import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRoot } from '../root.mjs';

export const kernelFile = inRoot('.venv', 'share', 'jupyter', 'kernels', 'tslab', 'kernel.json');
const overridesFile = inRoot('.venv', 'share', 'jupyter', 'lab', 'settings', 'overrides.json');

/** The kernel by absolute paths, so it is written again where the project's folder moved. */
function kernelSpec(node) {
  const tslab = inRoot('node_modules', 'tslab', 'bin', 'tslab');
  const options = ['--disable-warning=ExperimentalWarning', '--require', inRoot('lib', 'setup', 'quiet-watch.cjs')];
  return {
    argv: [node, ...options, tslab, 'kernel', '--config-path', '{connection_file}'],
    display_name: 'TypeScript',
    language: 'typescript',
  };
}

/** Else a box that asks about news lies over the page. */
const OVERRIDES = {
  '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false, doNotDisturbMode: true },
};

/** The TypeScript kernel inside `.venv`, where JupyterLab and VS Code look; nothing in the user's home. */
export function kernel(node) {
  const wrote = [write(kernelFile, kernelSpec(node)), write(overridesFile, OVERRIDES)];
  return wrote.includes(true) ? undefined : 'already there';
}

export function kernelIsThere(node) {
  return existsSync(kernelFile) && readFileSync(kernelFile, 'utf8') === text(kernelSpec(node));
}

function write(file, value) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text(value)) return false;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text(value));
  return true;
}

function text(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
