import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { schemaOf } from '../data/feature-columns.mjs';
import { keyFile } from '../data/key-data.mjs';
import { onlineFolder } from '../online-folder.mjs';

const BENCH = join(dirname(fileURLToPath(import.meta.url)), '..');
const KEYS = 100_000;

/** Bytes of our answers, for a server that answers nothing but as many. */
const ANSWER = { 1: 510, 50: 9_930 };

/**
 * `featlab serve` under load, each server a process of its own beside the load: against the bare framework, and with
 * `--peers` against Feast's Python server, both sides without a line logged for each request, Feast without restarts. Published for Feast's servers in other languages (Redis, 50 features, p99
 * in ms at batches of 1, 10, 50, 100): Java 0.8, 2.2, 7.3, 17; Go 4.3, 3.9, 12.3, 22.2.
 */
export function serverRows({ folder, python }) {
  return [1, 50].map((entities) => ({
    name: `server 8 connections × ${entities} × 3 features`,
    unit: 'µs',
    runs: 5,
    measure: 'us',
    others: ['p50', 'p99', 'serverCpu', 'loadCpu'],
    goals: [
      { against: ['Feast'], limit: 1 / 15 },
      { tailAgainst: 'Feast', limit: 1 / 10 },
    ],
    contestants: async () => {
      const { folder: store, view } = await onlineFolder(folder, { keys: KEYS, features: 3 });
      const features = Object.keys(schemaOf(3)).map((name) => `${view.name}:${name}`);
      const load = { connections: 8, entities, keys: KEYS };
      return {
        featlab: { module: 'http-load', options: { ...load, features, ...featlab(store) } },
        'bare fastify': { module: 'http-load', options: { ...load, features, ...bare(ANSWER[entities]) } },
        ...(python && { Feast: { module: 'http-load', options: { ...load, ...feast(folder, python) }, runs: 3 } }),
      };
    },
  }));
}

function featlab(store) {
  const yaml = ['project: bench', 'registry: registry.db', 'online_store: { type: sqlite, path: online.db }', ''];
  writeFileSync(join(store, 'feature_store.yaml'), yaml.join('\n'));
  const args = [join(BENCH, '..', 'cli', 'bin.js'), '--now', '2025-01-10T00:00:00Z', 'serve', '--log-level', 'silent'];
  return { program: process.execPath, args, cwd: store };
}

function bare(length) {
  const args = [join(BENCH, 'contestants', 'bare-fastify.mjs'), String(length)];
  return { program: process.execPath, args };
}

function feast(folder, python) {
  const repository = join(folder, 'feast-server');
  execFileSync(python, [join(BENCH, 'peers', 'feast_server.py'), keyFile(folder, { keys: KEYS }), repository]);
  const flags = ['--no-access-log', '--workers', '1', '--max-requests', '0'];
  return {
    program: python,
    args: ['-m', 'feast.cli.cli', '--chdir', repository, 'serve', ...flags],
    cwd: repository,
    features: Object.keys(schemaOf(3)).map((name) => `driver_stats:${name}`),
  };
}
