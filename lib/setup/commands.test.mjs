import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { inRoot } from './root.mjs';
import { DEFAULT_PORT } from './steps/port.mjs';

// What cannot be run here, a workflow on other systems and a container elsewhere, must at least name what there is.

const read = (...path) => readFileSync(inRoot(...path), 'utf8');
const { scripts } = JSON.parse(read('package.json'));

/** The scripts that a text asks npm for. */
function asked(text) {
  const named = [...text.matchAll(/npm (?:run (?:--silent )?)?(test|[a-z]+:?[a-z]*)(?=[\s`"'.,;:)]|$)/g)];
  return named.filter(([whole, name]) => whole.includes('npm run') || name === 'test').map(([, name]) => name);
}

test.each(['README.md', 'README.es.md', 'notebooks/README.md', 'notebooks/TEACHING.md', 'notebooks/TEACHING.es.md'])(
  'each npm script that %s names is there',
  (file) => {
    expect(asked(read(...file.split('/'))).filter((name) => !(name in scripts))).toEqual([]);
  },
);

test("the workflow runs the README's two commands on three systems, and the whole check on one", () => {
  const { jobs } = parse(read('.github', 'workflows', 'ci.yml'));
  const runs = ({ steps }) => steps.flatMap(({ run }) => (run ? [run] : []));
  expect(jobs.lab.strategy.matrix.os).toEqual(['ubuntu-latest', 'macos-latest', 'windows-latest']);
  expect(runs(jobs.lab)).toEqual(['npm run lab:check', 'npm test']);
  expect(runs(jobs.all)).toContain('bash .ci/run');
  for (const run of [...runs(jobs.lab), ...runs(jobs.all)])
    expect(asked(run).filter((name) => !(name in scripts))).toEqual([]);
  for (const { steps } of Object.values(jobs))
    for (const { uses } of steps.filter(({ uses }) => uses)) expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
});

test('the READMEs count the mistakes of notebooks/mistakes.json', () => {
  const count = Object.values(JSON.parse(read('notebooks', 'mistakes.json'))).flat().length;
  expect(read('README.md')).toContain(`makes ${count} of a student's mistakes`);
  expect(read('README.es.md')).toContain(`comete ${count} errores de estudiante`);
});

test('.ci/run names suites that are scripts', () => {
  const [, names] = /for name in (.*); do suite/.exec(read('.ci', 'run'));
  expect(names.split(' ').filter((name) => !(name in scripts))).toEqual([]);
});

test("the dev container sets up as everybody does, and forwards JupyterLab's port", () => {
  const container = JSON.parse(read('.devcontainer', 'devcontainer.json').replace(/^\s*\/\/.*$/gm, ''));
  expect(asked(container.postCreateCommand).filter((name) => !(name in scripts))).toEqual([]);
  expect(container.forwardPorts).toEqual([DEFAULT_PORT]);
});
