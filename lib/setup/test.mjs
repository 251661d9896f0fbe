import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { capture } from './capture.mjs';
import { FOLDERS } from './notebooks.mjs';
import { inRoot, root } from './root.mjs';
import { lessonsIn } from './steps/copies.mjs';
import { runVitest } from './run-vitest.mjs';
import { digestOf, filesUnder } from './steps/digest.mjs';
import { runNotebooks } from './steps/run-notebooks.mjs';
import { setUp } from './steps/set-up.mjs';

/** What the checks look at. */
const FOLDERS_CHECKED = ['lib', 'data-gen', 'grader', 'homework', 'notebooks', '.devcontainer', '.github'];
const CHECKS = [
  ['types', ['node_modules/typescript/lib/tsc.js', '-p', 'tsconfig.json']],
  ['lint', ['node_modules/eslint/bin/eslint.js', '--max-warnings=0', '.']],
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.']],
  ['notebooks are built', ['notebooks/build.mjs', '--check']],
];

/** npm test: set-up, then every check, test and Spanish notebook. It goes on after a failure and counts. */
export default async function test() {
  const started = performance.now();
  const node = await setUp();
  const total = { passed: 0, failed: 0 };
  const add = ({ passed, failed }) => {
    total.passed += passed;
    total.failed += failed;
  };
  title('Checks');
  add(await checks(node));
  title('Tests');
  add(await runVitest(node));
  for (const [state, folder] of Object.entries(FOLDERS)) {
    title(`Notebooks, ${state}`);
    // Code is the same in both languages; CI runs both all the same.
    const names = lessonsIn(folder).filter((name) => process.env.CI || name.startsWith('es/'));
    add(await runNotebooks(folder, names, state));
  }
  const minutes = (performance.now() - started) / 60_000;
  process.stdout.write(
    `\n${total.failed === 0 ? 'All good' : 'Something failed: see the ✗ above'}, in ${minutes.toFixed(1)} min\n`,
  );
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.failed === 0 ? 0 : 1;
}

function title(text) {
  process.stdout.write(`\n${text}\n`);
}

/** Types, lint, format: not again where they passed and no file has changed since; in CI always. */
async function checks(node) {
  const stamp = inRoot('.lab', 'checked');
  const digest = digestOf([...FOLDERS_CHECKED.flatMap((folder) => filesUnder(inRoot(folder))), ...rootFiles()]);
  if (!process.env.CI && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) {
    for (const [name] of CHECKS) process.stdout.write(`· ${name}  nothing has changed since they passed\n`);
    return { passed: CHECKS.length, failed: 0 };
  }
  // Side by side: the longest of them, lint, takes one processor.
  const passed = await Promise.all(CHECKS.map(([name, args]) => check(node, name, args)));
  const failed = passed.filter((has) => !has).length;
  mkdirSync(inRoot('.lab'), { recursive: true });
  if (failed === 0) writeFileSync(stamp, digest);
  return { passed: CHECKS.length - failed, failed };
}

function rootFiles() {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => inRoot(entry.name));
}

async function check(node, name, args) {
  const started = performance.now();
  const { code, stdout, stderr } = await capture(node, args, { cwd: root });
  const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name}  ${seconds}\n${code === 0 ? '' : stdout + stderr}`);
  return code === 0;
}
