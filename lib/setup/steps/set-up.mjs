import { step } from '../step.mjs';
import { compile } from './compile.mjs';
import { kernel } from './kernel.mjs';
import { packages } from './packages.mjs';
import { findRuntime } from './runtime.mjs';
import { demandTools } from './tools.mjs';
import { venv } from './venv.mjs';

/**
 * Everything that the lab and the tests need: packages, runtime, build, JupyterLab and its kernel.
 * `quiet` prints only the steps that had something to do. Answers the path of the Node to run things on.
 */
export async function setUp({ quiet = false } = {}) {
  await step('tools', demandTools, quiet);
  await step('packages', packages, quiet);
  const { node, version, pinned } = await findRuntime();
  await step('runtime', () => `${version}${pinned ? '' : ' (your own)'}`, quiet);
  await step('build', () => compile(node), quiet);
  await step('JupyterLab', venv, quiet);
  await step('kernel', () => kernel(node), quiet);
  return node;
}
