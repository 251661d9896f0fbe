import { passThrough } from './capture.mjs';
import { inRoot, root } from './root.mjs';
import { compile } from './steps/compile.mjs';
import { packages } from './steps/packages.mjs';
import { findRuntime } from './steps/runtime.mjs';
import { step } from './step.mjs';

/** Runs a script of the project on the lab's Node, on what is built from the sources as they are, in the folder `cwd`. */
export async function runBuilt(script, args, cwd = root) {
  await step('packages', packages, true);
  const { node } = await findRuntime();
  await step('build', () => compile(node), true);
  const closedPipe = ['--require', inRoot('lib', 'setup', 'closed-pipe.cjs')];
  return passThrough(node, [...closedPipe, inRoot(...script), ...args], { cwd });
}
