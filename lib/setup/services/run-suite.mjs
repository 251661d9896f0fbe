import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProblem } from '../problem.mjs';
import { root } from '../root.mjs';
import { loadSuite } from './suites.mjs';
import { turns } from './turns.mjs';

const installing = turns(2);
const testing = turns(2);

/** One suite from its installation to its end. Answers `{ passed, failed }`. */
export async function runSuite(name, node, place) {
  const suite = await loadSuite(name);
  const servers = place.servers(name);
  try {
    const env = await ready(suite, servers);
    return await testing(() => test(name, node, env, servers));
  } catch (error) {
    if (!isProblem(error)) throw error;
    return missing(name, error);
  } finally {
    await servers.stop();
  }
}

/** @throws Problem where a program is missing, or an installation fails */
async function ready({ needs = [], address, install, start }, servers) {
  for (const { look, fix, name } of needs) if (!look()) throw servers.problem(`${name} was not found`, fix);
  const { env = {}, ...installed } = (await installing(async () => install?.())) ?? {};
  return process.env[address] ? env : { ...env, ...(await start(servers, installed)) };
}

/** A user may do without; CI may not. */
function missing(name, { problem, fix }) {
  if (process.env.CI) {
    process.stdout.write(`✗ ${name}  ${problem}\n  fix: ${fix}\n`);
    return { passed: 0, failed: 1 };
  }
  process.stdout.write(`· ${name}  skipped: ${problem} (npm run doctor tells how)\n`);
  return { passed: 0, failed: 0 };
}

/** vitest's own count; one that ends without a report, or badly without a failed test, is a failure. */
async function test(name, node, env, servers) {
  const started = performance.now();
  const report = join(servers.folder, 'report.json');
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'lib/setup/services/vitest.config.mjs'];
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const { code, stdout, stderr } = await servers.run(node, [...args, ...reporters, `/${name}.services.test.ts`], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
  });
  const count = existsSync(report) ? counted(report) : { passed: 0, failed: 1 };
  if (code !== 0) count.failed = Math.max(1, count.failed);
  const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name}  ${count.passed} tests  ${seconds}\n`);
  // What a suite measured, beside whether it passed.
  const summary = join(servers.folder, 'summary.txt');
  if (existsSync(summary)) process.stdout.write(`  ${readFileSync(summary, 'utf8')}\n`);
  if (code !== 0) process.stdout.write(stdout + stderr);
  return count;
}

function counted(report) {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests };
}
