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
 * @param twice each runs a second time and must show the same, cells tagged `timing` aside
 */
export async function runNotebooks(folder, names, state = 'solution', { twice = false } = {}) {
  // Imports resolve from the notebook's folder upwards, so the copies lie inside the project.
  const place = inRoot('.lab', `run-${process.pid}`);
  const waiting = [...names];
  const count = { passed: 0, failed: 0 };
  const worker = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const failure = await runOne(folder, name, state, place, twice);
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

async function runOne(folder, name, state, place, twice) {
  const started = performance.now();
  const own = join(place, ...name.replace('.ipynb', '').split('/'));
  const first = await execute(folder, name, state, own);
  const failure = first.failure ?? (twice ? await differenceFrom(first, folder, name, state, own) : undefined);
  const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  process.stdout.write(
    failure
      ? `✗ ${name}  ${seconds}\n${indent(describe(failure))}\n`
      : `✓ ${name}  ${first.cells} cells${twice ? ', twice the same' : ''}  ${seconds}\n`,
  );
  return failure;
}

/** Runs the notebook once more, in a folder of the same name: the failure where a cell shows another text. */
async function differenceFrom(first, folder, name, state, own) {
  rmSync(own, { recursive: true, force: true, maxRetries: 3 });
  const second = await execute(folder, name, state, own);
  if (second.failure) return second.failure;
  const index = first.outputs.findIndex(({ text }, i) => text !== second.outputs[i].text);
  if (index < 0) return undefined;
  const [before, after] = [first, second].map(({ outputs }) => outputs[index].text.split('\n'));
  const line = [...before, ''].findIndex((text, i) => text !== after[i]);
  return {
    cell: index + 1,
    first: first.outputs[index].first,
    why: `it shows something else the second time:\n1: ${before[line] ?? ''}\n2: ${after[line] ?? ''}`,
  };
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
