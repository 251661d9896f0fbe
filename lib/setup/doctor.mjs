import { existsSync, readFileSync } from 'node:fs';
import { capture } from './capture.mjs';
import { isProblem, Problem } from './problem.mjs';
import { inRoot, root } from './root.mjs';
import { loadSuite, SUITES } from './services/suites.mjs';
import { findSandbox } from './steps/find-sandbox.mjs';
import { buildIsThere } from './steps/compile.mjs';
import { everyCopyIsThere, MY_NOTEBOOKS } from './steps/copies.mjs';
import { dataFile, dataIsThere } from './steps/data.mjs';
import { jupyterEnv } from './steps/jupyter-env.mjs';
import { kernelIsThere } from './steps/kernel.mjs';
import { findNpm } from './steps/npm.mjs';
import { INSTALL_ANEW, packagesAreThere } from './steps/packages.mjs';
import { findPython } from './steps/python.mjs';
import { findRuntime } from './steps/runtime.mjs';
import { venvIsThere, venvPython } from './steps/venv.mjs';

const SET_UP = 'npm run lab:check';

/**
 * What the project needs, in the order in which it is made. `look` answers what was found, or nothing where it is
 * missing; a Problem that it throws has a fix of its own.
 */
const ITEMS = [
  { name: 'Node', look: () => process.versions.node },
  { name: 'npm', look: npmVersion, fix: 'install Node from https://nodejs.org (it brings npm)' },
  { name: 'Python with venv', look: async () => (await findPython()).version },
  { name: 'packages', look: () => packagesAreThere() && 'as in package-lock.json', fix: SET_UP },
  { name: 'runtime', look: runtimeVersion, fix: SET_UP },
  {
    name: 'SQLite',
    look: () => loads('better-sqlite3', "new m(':memory:').prepare('select sqlite_version()').pluck().get()"),
  },
  { name: 'Parquet', look: () => loads('parquet-wasm', "typeof m.readParquet === 'function' && 'loads'") },
  { name: 'build', look: () => buildIsThere() && 'up to date', fix: 'npm run build' },
  { name: '.venv, JupyterLab', look: jupyterVersion, fix: SET_UP },
  { name: 'TypeScript kernel', look: kernelState, fix: SET_UP },
  { name: 'data', look: () => dataIsThere() && relative(dataFile), fix: SET_UP },
  { name: 'notebook copies', look: () => everyCopyIsThere(MY_NOTEBOOKS) && 'my-notebooks', fix: SET_UP },
];

/** npm run doctor: a table of what is there and what is not; exit code 1 where something is missing. */
export default async function doctor() {
  const rows = [];
  for (const item of ITEMS) rows.push(await examine(item));
  for (const { name, found, fix } of rows) {
    process.stdout.write(`${fix ? '✗' : '✓'} ${name.padEnd(18)} ${found}${fix ? `\n  fix: ${fix}` : ''}\n`);
  }
  const missing = rows.filter(({ fix }) => fix).length;
  process.stdout.write(
    missing === 0 ? 'Nothing is missing.\n' : `${missing} missing. Mend the first one first, then look again.\n`,
  );
  await gradingPrograms();
  await servicePrograms();
  return missing === 0 ? 0 : 1;
}

async function examine({ name, look, fix = SET_UP }) {
  try {
    const found = await look();
    return found ? { name, found } : { name, found: 'missing', fix };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { name, found: error.problem, fix: error.fix };
  }
}

/** What fetches submissions and keeps them apart. Students do without, so nothing here counts as missing. */
async function gradingPrograms() {
  process.stdout.write('\nOnly for npm run grade:\n');
  for (const { name, works, found, fix } of [await git(), { name: 'sandbox', ...(await findSandbox()) }]) {
    process.stdout.write(`${works ? '✓' : '·'} ${name.padEnd(18)} ${found}${works ? '' : `\n  fix: ${fix}`}\n`);
  }
}

async function git() {
  const { code, stdout } = await capture('git', ['--version']);
  const fix = 'install git (Debian: apt-get install git); a roster of zip files does without';
  return { name: 'git', works: code === 0, found: code === 0 ? stdout.trim() : 'missing', fix };
}

/** What npm run test:services needs and no registry brings. The lab does without, so nothing here counts as missing. */
async function servicePrograms() {
  const suites = await Promise.all(SUITES.map(loadSuite));
  const needs = new Map(suites.flatMap(({ needs = [] }) => needs.map((need) => [need.name, need])));
  process.stdout.write('\nOnly for npm run test:services:\n');
  for (const { name, look, fix } of needs.values()) {
    const found = look();
    process.stdout.write(`${found ? '✓' : '·'} ${name.padEnd(18)} ${found ?? `not found\n  fix: ${fix}`}\n`);
  }
}

async function npmVersion() {
  const script = findNpm();
  return script && (await capture(process.execPath, [script, '--version'])).stdout.trim();
}

async function runtimeVersion() {
  const { version, pinned } = await findRuntime();
  return `${version}${pinned ? ' (pinned)' : ' (your own)'}`;
}

/** A native package may be there and not load: it is loaded for real, in a process that may crash. */
async function loads(name, expression) {
  const { node } = await findRuntime();
  const script = `const m = require('${name}'); console.log(${expression})`;
  const { code, stdout, stderr } = await capture(node, ['-e', script], { cwd: root });
  if (code === 0 && stdout.trim()) return stdout.trim();
  if (packagesAreThere()) throw new Problem(`${name} does not load (${reasonIn(stderr)})`, INSTALL_ANEW);
  return undefined;
}

async function jupyterVersion() {
  if (!(await venvIsThere())) return undefined;
  const script = "from importlib.metadata import version; import nbclient; print(version('jupyterlab'))";
  const { stdout, stderr } = await capture(venvPython, ['-c', script], { env: jupyterEnv() });
  if (stdout.trim()) return stdout.trim();
  throw new Problem(`JupyterLab does not load (${reasonIn(stderr)})`, `delete .venv, then ${SET_UP}`);
}

/** The line that names what is wrong: Node's error, or Python's last. */
function reasonIn(stderr) {
  const lines = stderr.trim().split('\n');
  return (lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? '').trim() || 'it said nothing';
}

async function kernelState() {
  const { node } = await findRuntime();
  const manifest = inRoot('node_modules', 'tslab', 'package.json');
  if (!existsSync(manifest)) {
    if (packagesAreThere()) throw new Problem('tslab is not in node_modules', INSTALL_ANEW);
    return undefined;
  }
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  return kernelIsThere(node) && `tslab ${version}`;
}

function relative(file) {
  return file.slice(root.length + 1).replaceAll('\\', '/');
}
