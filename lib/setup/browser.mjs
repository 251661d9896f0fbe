import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.mjs';
import { inRoot } from './root.mjs';
import { findBrowser } from './steps/find-browser.mjs';
import { readFlags } from './flags.mjs';
import { startJupyterLab } from './steps/jupyterlab.mjs';
import { notebooksIn } from './steps/copies.mjs';
import { DEFAULT_PORT, firstFree } from './steps/port.mjs';
import { setUp } from './steps/set-up.mjs';

const FLAGS = { only: 'string' };
/** Without code, it has no solution. */
const INDEX = 'es/00_index.ipynb';
const SOLVED = inRoot('notebooks', 'solutions');
const PLACE = inRoot('.lab', 'browser');

/**
 * npm run test:browser: the index and each Spanish notebook in a real JupyterLab in a real Chromium, cell by cell with
 * Shift+Enter. Pictures of what a student sees, in the light theme and in the dark one, stay in `.lab/browser/pictures`.
 */
export default async function browser(args) {
  const { only = '' } = readFlags(args, FLAGS, 'npm run test:browser --');
  await setUp({ quiet: true });
  const executable = findBrowser();
  if (!executable) return withoutBrowser();
  const lessons = notebooksIn(SOLVED).filter((name) => name.startsWith('es/'));
  const names = [INDEX, ...lessons].filter((name) => name.includes(only));
  rmSync(PLACE, { recursive: true, force: true });
  mkdirSync(join(PLACE, 'pictures'), { recursive: true });
  // Imports resolve from the notebook's folder upwards, so the copies lie inside the project.
  for (const name of names) {
    cpSync(
      inRoot('notebooks', ...(name === INDEX ? [] : ['solutions']), name),
      join(PLACE, 'notebooks', name.split('/')[1]),
    );
  }
  const lab = await startJupyterLab({
    folder: join(PLACE, 'notebooks'),
    page: '/lab',
    port: await firstFree(DEFAULT_PORT + 100),
  });
  try {
    // Loaded here: what it stands on is there only after the set-up.
    const { runInBrowser } = await import('./run-in-browser.mjs');
    const files = names.map((name) => name.split('/')[1]);
    const { passed, failed } = await runInBrowser({ executable, lab, files, pictures: join(PLACE, 'pictures') });
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
    return failed === 0 ? 0 : 1;
  } finally {
    await lab.stop();
  }
}

/** A user may do without; CI may not. */
function withoutBrowser() {
  if (process.env.CI) throw new Problem('no Chromium was found', 'npm run setup:system (as root on Debian)');
  process.stdout.write('skipped: no Chromium, Chrome or Edge was found (npm run doctor tells how)\n');
  return 0;
}
