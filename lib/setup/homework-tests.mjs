import { runVitest } from './run-vitest.mjs';
import { setUp } from './steps/set-up.mjs';

/** npm run test:homework: the reference, the student's check and the release, as processes of their own. */
export default async function homeworkTests() {
  const node = await setUp({ quiet: true });
  const { passed, failed } = await runVitest(node, ['--config', 'homework/testing/vitest.config.mjs']);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}
