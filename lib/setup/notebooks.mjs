import { existsSync } from 'node:fs';
import { readFlags } from './flags.mjs';
import { Problem } from './problem.mjs';
import { inRoot } from './root.mjs';
import { lessonsIn } from './steps/copies.mjs';
import { runNotebooks } from './steps/run-notebooks.mjs';
import { setUp } from './steps/set-up.mjs';

const FLAGS = { lang: 'string', only: 'string', state: 'string', twice: 'boolean' };

/** Where the notebooks of each state lie. */
export const FOLDERS = { solution: inRoot('notebooks', 'solutions'), starter: inRoot('notebooks') };
const USAGE = 'npm run notebooks --';

/** npm run notebooks: every notebook on the real kernel, a line each; `--twice`, two runs of each show the same. */
export default async function notebooks(args) {
  const flags = readFlags(args, FLAGS, USAGE);
  const state = flags.state ?? 'solution';
  if (!(state in FOLDERS)) throw new Problem(`there is no state ${state}`, `${USAGE} --state solution, or starter`);
  const names = choose(lessonsIn(FOLDERS[state]), flags);
  await setUp({ quiet: true });
  const { passed, failed } = await runNotebooks(FOLDERS[state], names, state, { twice: flags.twice === true });
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

function choose(all, { lang, only }) {
  if (lang && !existsSync(inRoot('notebooks', lang)))
    throw new Problem(`there are no notebooks in the language ${lang}`, `${USAGE} --lang es, or en`);
  const names = all.filter(
    (name) => (!lang || name.startsWith(`${lang}/`)) && (!only || name.split('/')[1].includes(only)),
  );
  if (names.length === 0)
    throw new Problem(
      'no notebook matches',
      `the notebooks are ${all.join(', ') || 'not built yet: npm run notebooks:build'}`,
    );
  return names;
}
