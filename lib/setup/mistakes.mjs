import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './capture.mjs';
import { readFlags } from './flags.mjs';
import { inRoot } from './root.mjs';
import { jupyterEnv } from './steps/jupyter-env.mjs';
import { setUp } from './steps/set-up.mjs';
import { venvPython } from './steps/venv.mjs';

const FLAGS = { only: 'string' };
const LIST = inRoot('notebooks', 'mistakes.json');
const SOLVED = inRoot('notebooks', 'solutions', 'es');
const script = inRoot('lib', 'setup', 'walk-mistakes.py');

/**
 * npm run test:mistakes: a student's mistakes, each made on the kernel while walking through a solved Spanish notebook.
 * What they see must be what notebooks/mistakes.json says, and the walk must get to the notebook's end. On the way every
 * cell is broken once, and the runner of `npm run notebooks` must refuse it.
 */
export default async function mistakes(args) {
  const { only = '' } = readFlags(args, FLAGS, 'npm run test:mistakes --');
  await setUp({ quiet: true });
  const lessons = Object.entries(JSON.parse(readFileSync(LIST, 'utf8'))).filter(([name]) => name.includes(only));
  const total = { passed: 0, failed: 0 };
  for (const [name, list] of lessons) {
    const { passed, failed } = report(name, list, await walk(name, list));
    total.passed += passed;
    total.failed += failed;
  }
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.failed === 0 ? 0 : 1;
}

async function walk(name, list) {
  // Imports resolve from the notebook's folder upwards, so the copy lies inside the project.
  const place = inRoot('.lab', `mistakes-${process.pid}`);
  mkdirSync(place, { recursive: true });
  try {
    const [notebook, mistakes, result] = ['notebook.ipynb', 'mistakes.json', 'result.json'].map((f) => join(place, f));
    copyFileSync(join(SOLVED, `${name}.ipynb`), notebook);
    writeFileSync(mistakes, JSON.stringify(list));
    const temporary = Object.fromEntries(['TMPDIR', 'TEMP', 'TMP'].map((variable) => [variable, place]));
    const env = { ...jupyterEnv(), ...temporary };
    const { stderr } = await capture(venvPython, [script, notebook, mistakes, result], { env });
    if (existsSync(result)) return JSON.parse(readFileSync(result, 'utf8'));
    return { mistakes: [], broken: 0, failure: `the runner ended: ${stderr.trim().split('\n').slice(-5).join('\n')}` };
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A line for each mistake and one for the notebook's end. */
function report(name, list, { mistakes, broken, failure }) {
  const lines = mistakes.map(({ saw, failure }, i) => [
    `${name}: ${list[i].what.en}`,
    failure && `${failure}; wanted: ${list[i].sees}\n  saw: ${saw.split('\n').slice(0, 12).join('\n       ')}`,
  ]);
  for (const [text, wrong] of [
    ...lines,
    [`${name}: and yet to the end, and ${broken} broken cells were refused`, failure],
  ]) {
    process.stdout.write(wrong ? `✗ ${text}\n  ${wrong}\n` : `✓ ${text}\n`);
  }
  const failed = lines.filter(([, wrong]) => wrong).length + (failure ? 1 : 0);
  return { passed: lines.length + 1 - failed, failed };
}
