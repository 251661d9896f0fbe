import { compile } from './steps/compile.mjs';
import { findRuntime } from './steps/runtime.mjs';
import { step } from './step.mjs';

/** npm run build */
export default async function build() {
  const { node } = await findRuntime();
  await step('build', () => compile(node));
}
