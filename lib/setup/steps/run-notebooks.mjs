import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../capture.mjs';
import { inRoot } from '../root.mjs';
import { jupyterEnv } from './jupyter-env.mjs';
import { venvPython } from './venv.mjs';

const AT_ONCE = 2;
const script = inRoot('lib', 'setup', 'run-notebook.py');

/**
 * Executes notebooks of `folder` two at a time, prints a line for each. Answers `{ passed, failed }`.
 * @param state 'solution': every check passes; 'starter': those of the gaps fail, and only those
 */
export async function runNotebooks(folder, names, state = 'solution') {
  // Imports resolve from the notebook's folder upwards, so the copies lie inside the project.
  const place = inRoot('.lab', `run-${process.pid}`);
  const waiting = [...names];
  const count = { passed: 0, failed: 0 };
  const worker = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const failure = await runOne(folder, name, state, place);
      count[failure ? 'failed' : 'passed']++;
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  }
  return count;
}

async function runOne(folder, name, state, place) {
  const started = performance.now();
  const { cells, failure } = await execute(folder, name, state, join(place, ...name.replace('.ipynb', '').split('/')));
  const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  process.stdout.write(
    failure ? `✗ ${name}  ${seconds}\n${indent(describe(failure))}\n` : `✓ ${name}  ${cells} cells  ${seconds}\n`,
  );
  return failure;
}

/** In a folder of its own, on a kernel of its own. */
async function execute(folder, name, state, place) {
  mkdirSync(place, { recursive: true });
  const [notebook, result] = ['notebook.ipynb', 'result.json'].map((file) => join(place, file));
  copyFileSync(join(folder, ...name.split('/')), notebook);
  // A temporary folder of its own: a lesson starts its repository anew, and a student may have it open.
  const temporary = Object.fromEntries(['TMPDIR', 'TEMP', 'TMP'].map((name) => [name, place]));
  const { code, stderr } = await capture(venvPython, [script, notebook, result, state], {
    env: { ...jupyterEnv(), ...temporary },
  });
  if (existsSync(result)) return JSON.parse(readFileSync(result, 'utf8'));
  return {
    cells: 0,
    failure: { why: `the runner ended with code ${code}: ${stderr.trim().split('\n').slice(-5).join('\n')}` },
  };
}

function describe({ cell, first, why }) {
  return cell ? `code cell ${cell} (${first}): ${why}` : why;
}

function indent(text) {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
