import { existsSync, readFileSync } from 'node:fs';
import { logged } from '../logged.mjs';
import { explainWrite, Problem } from '../problem.mjs';
import { inRoot, root } from '../root.mjs';
import { npm } from './npm.mjs';

const QUIET = [
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
  '--include=dev',
  '--include=optional',
];
const PATIENCE = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

/** Where a file of an installed package is gone, or does not load: npm compares versions alone. */
export const INSTALL_ANEW = 'delete node_modules, then npm run lab:check';

/** node_modules as package-lock.json has it. Again, it only compares. */
export async function packages() {
  if (packagesAreThere()) return 'already there';
  // `install` changes only what differs: on Windows the Node that runs us may stand in node_modules itself.
  const verb = existsSync(inRoot('node_modules', '.package-lock.json')) ? ['install', '--no-save'] : ['ci'];
  const { code, stdout, stderr } = await npm([...verb, ...QUIET, ...PATIENCE]);
  if (code !== 0) throw explain(`${stdout}${stderr}`);
  return undefined;
}

/** npm writes node_modules/.package-lock.json last, so a killed install has none. */
export function packagesAreThere() {
  const wanted = entries(inRoot('package-lock.json'));
  const found = entries(inRoot('node_modules', '.package-lock.json'));
  if (!wanted || !found) return false;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || !needed(path, entry) || same(entry, found[path]),
  );
}

function entries(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

function needed(path, entry) {
  if (!path.includes('node_modules')) return false;
  if (!entry.optional) return true;
  const fits = (list, value) => !list || list.includes(value);
  return (
    /node_modules\/node-(bin-)?(linux|darwin|win)/.test(path) &&
    fits(entry.os, process.platform) &&
    fits(entry.cpu, process.arch)
  );
}

function same(entry, found) {
  return found !== undefined && entry.version === found.version && entry.integrity === found.integrity;
}

function explain(output) {
  const log = logged('npm.log', output);
  // npm before 10.6 begins its lines with "npm ERR!".
  const said = (word) => new RegExp(`npm (?:error|ERR!) ${word} (.+)`).exec(output)?.[1].trim();
  const code = said('code') ?? 'no code';
  if (/E(NOTFOUND|AI_AGAIN|CONN|TIMEDOUT|NETUNREACH|HOSTUNREACH)|ERR_SOCKET_TIMEOUT/.test(code)) {
    return new Problem(
      `npm could not reach its package registry (${code})`,
      'check the network (or the proxy: npm config get proxy) and run the same command again',
    );
  }
  if (/CERT/.test(code)) {
    return new Problem(
      `npm does not trust its package registry's certificate (${code}); what it said is in ${log}`,
      'set NODE_EXTRA_CA_CERTS to the certificate of your network (a proxy, an antivirus), and run the same command',
    );
  }
  if (code === 'ENOSPC') return explainWrite({ code });
  if (/^(EACCES|EPERM|EROFS)$/.test(code)) return unwritable(code, said('path'), log);
  return new Problem(
    `npm could not install the packages (${code}); what it said is in ${log}`,
    'delete node_modules and run the same command again',
  );
}

function unwritable(code, path, log) {
  if (path === undefined || path.startsWith(root)) {
    return new Problem(
      `npm could not write node_modules (${code}); what it said is in ${log}`,
      'close programs that use this folder, or move the project to a folder of your own, and run the same command',
    );
  }
  return new Problem(
    `npm could not write ${path} (${code}), which is its own; what it said is in ${log}`,
    'make that folder yours again, or give npm another (npm config set cache FOLDER), and run the same command',
  );
}
