import { sep } from 'node:path';
import { readFlags } from './flags.mjs';
import { inRoot, root } from './root.mjs';
import { step } from './step.mjs';
import { copyNotebooks, MY_NOTEBOOKS, notebooksIn, putAside } from './steps/copies.mjs';
import { data } from './steps/data.mjs';
import { jupyterLab } from './steps/jupyterlab.mjs';
import { DEFAULT_PORT, demandFree, readPort } from './steps/port.mjs';
import { setUp } from './steps/set-up.mjs';

const FLAGS = { check: 'boolean', reset: 'boolean', 'no-browser': 'boolean', port: 'string' };

/** npm run lab, lab:check, lab:reset */
export default async function lab(args) {
  const flags = readFlags(args, FLAGS, 'npm run lab --');
  const port = readPort(flags.port ?? DEFAULT_PORT);
  if (!flags.check && !flags.reset) await demandFree(port);
  const node = await setUp();
  if (flags.reset) await step('old copies', () => keptIn(putAside(MY_NOTEBOOKS)));
  await step('notebooks', () => copyNotebooks(MY_NOTEBOOKS).map(fromRoot).join('\n  ') || 'in my-notebooks');
  await step('data', () => data(node));
  if (flags.check) process.stdout.write('All is ready: npm run lab opens JupyterLab.\n');
  if (flags.check || flags.reset) return 0;
  const [notebook = ''] = notebooksIn(inRoot('notebooks')).filter((name) => name.startsWith('es/'));
  return jupyterLab({ folder: MY_NOTEBOOKS.to, notebook, port, browser: !flags['no-browser'] });
}

function keptIn(aside) {
  return aside ? `kept in ${fromRoot(aside)}` : 'there are none';
}

function fromRoot(text) {
  return text.replaceAll(root + sep, '').replaceAll('\\', '/');
}
