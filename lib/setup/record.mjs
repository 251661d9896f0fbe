import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { notebooks } from '../../grader/notebook/build.mjs';
import { capture } from './capture.mjs';
import { inRoot } from './root.mjs';
import { jupyterEnv } from './steps/jupyter-env.mjs';
import { setUp } from './steps/set-up.mjs';
import { venvPython } from './steps/venv.mjs';

const script = inRoot('lib', 'setup', 'run-notebook.py');

/** npm run notebooks:record: the grader's notebook on the real kernel and in the real sandbox, its outputs kept. */
export default async function record() {
  await setUp({ quiet: true });
  const place = inRoot('.lab', `record-${process.pid}`);
  let failed = 0;
  try {
    for (const { file, language, text } of notebooks()) {
      const why = await recordOne(join(place, language), text, file);
      process.stdout.write(`${why ? '✗' : '✓'} grader/notebook/${language}  ${why ?? ''}\n`);
      failed += why ? 1 : 0;
    }
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  }
  return failed === 0 ? 0 : 1;
}

/** Answers why it failed; the recorded file is left as it was then. */
async function recordOne(place, text, file) {
  for (const folder of [place, dirname(file)]) mkdirSync(folder, { recursive: true });
  const [notebook, result] = [join(place, 'notebook.ipynb'), join(place, 'result.json')];
  writeFileSync(notebook, text);
  const { stderr } = await capture(venvPython, [script, notebook, result, 'solution', file], { env: jupyterEnv() });
  try {
    return JSON.parse(readFileSync(result, 'utf8')).failure?.why;
  } catch {
    return `the runner ended without a result: ${stderr.trim().split('\n').slice(-5).join('\n')}`;
  }
}
