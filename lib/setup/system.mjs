import { existsSync } from 'node:fs';
import { passThrough } from './capture.mjs';
import { Problem } from './problem.mjs';
import { findProgram } from './services/find-program.mjs';
import { postgresPrograms } from './services/postgres-server.mjs';
import { findBrowser } from './steps/find-browser.mjs';

/**
 * What the project uses and npm and pip cannot bring: Python's venv, a browser for the page tests, its fonts; and, each
 * unless its program is there already, the servers of `npm run test:services` and what they run on.
 */
const PACKAGES = [
  ...['python3', 'python3-venv', 'fonts-dejavu-core'],
  ...(findBrowser() ? [] : ['chromium']),
  ...(findProgram('bwrap') ? [] : ['bubblewrap']),
  ...(findProgram('redis-server') && findProgram('redis-cli') ? [] : ['redis-server', 'redis-tools']),
  ...(postgresPrograms() ? [] : ['postgresql']),
  ...(findProgram('java') ? [] : ['default-jre-headless']),
  ...(findProgram('mvn') ? [] : ['maven']),
];

/** npm run setup:system: on Debian and as root, installs what is missing; anywhere else it says that it did not. */
export default async function system() {
  const missing = PACKAGES.filter((name) => !existsSync(`/var/lib/dpkg/info/${name}.list`));
  if (!existsSync('/usr/bin/apt-get')) return say('skipped: this is no Debian or Ubuntu');
  if (missing.length === 0) return say('already there');
  if (process.getuid() !== 0) return say(`skipped: not root (sudo apt-get install ${missing.join(' ')})`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await apt(['update', '-qq'], env);
  await apt(['install', '-y', '-qq', '--no-install-recommends', ...missing], env);
  return say(`installed ${missing.join(', ')}`);
}

async function apt(args, env) {
  const code = await passThrough('apt-get', args, { env });
  if (code !== 0)
    throw new Problem(
      `apt-get ${args[0]} ended with code ${code}; what it said is above`,
      'mend what it names, then npm run setup:system',
    );
}

function say(text) {
  process.stdout.write(`· system       ${text}\n`);
  return 0;
}
