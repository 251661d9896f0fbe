import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { capture } from '../capture.mjs';
import { Problem } from '../problem.mjs';
import { inRoot, root } from '../root.mjs';
import { digestOf, filesUnder } from './digest.mjs';

const stamp = inRoot('dist', '.featlab-build');
const SETUP = inRoot('lib', 'setup');
const SOURCES = ['lib', 'data-gen', 'grader', 'homework'];

/** dist/ from lib/, data-gen/, grader/ and homework/, by TypeScript's own path (tslab takes over node_modules/.bin/tsc). */
export async function compile(node) {
  if (buildIsThere()) return 'already there';
  rmSync(stamp, { force: true });
  dropStale();
  const tsc = inRoot('node_modules', 'typescript', 'lib', 'tsc.js');
  const { code, stdout, stderr } = await capture(node, [tsc, '-p', 'tsconfig.build.json'], { cwd: root });
  if (code !== 0) {
    process.stderr.write(stdout + stderr);
    throw new Problem(
      'the build failed: the compiler’s errors are above',
      'mend them (npm run typecheck shows them all), then run the same command',
    );
  }
  writeFileSync(stamp, digest());
  return undefined;
}

export function buildIsThere() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest();
}

function digest() {
  return digestOf([...sources(), inRoot('tsconfig.json'), inRoot('tsconfig.build.json'), inRoot('package-lock.json')]);
}

function sources() {
  return SOURCES.flatMap((folder) => filesUnder(inRoot(folder))).filter(
    (file) => /\.(ts|json)$/.test(file) && !/\.(test|test-d|contract)\.ts$/.test(file) && !file.startsWith(SETUP),
  );
}

/** What the compiler wrote for a source that is gone. */
function dropStale() {
  for (const file of filesUnder(inRoot('dist'))) {
    const source = relative(inRoot('dist'), file).replace(/(\.d\.ts|\.js)$/, '.ts');
    if (source.endsWith('.ts') && !existsSync(inRoot(...source.split(sep)))) rmSync(file);
  }
}
