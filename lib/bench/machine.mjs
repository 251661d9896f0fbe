import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';

const { resolve } = createRequire(import.meta.url);

export function machine() {
  return {
    cpus: cpus().length,
    model: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    load: loadavg()[0].toFixed(1),
  };
}

/** @param python the peers' interpreter, where they take part */
export async function versions(python) {
  return {
    featlab: versionOf('featlab'),
    Node: process.versions.node,
    DuckDB: versionOf('@duckdb/node-api'),
    'better-sqlite3': versionOf('better-sqlite3'),
    SQLite: new Database(':memory:').prepare('SELECT sqlite_version()').pluck().get(),
    ...(python ? JSON.parse(execFileSync(python, ['-c', PYTHON], { encoding: 'utf8' })) : {}),
  };
}

const PYTHON = `import json, sys, importlib.metadata as m
names = {'Polars': 'polars', 'Feast': 'feast', 'pandas': 'pandas', 'pyarrow': 'pyarrow'}
print(json.dumps({"Python": sys.version.split()[0], **{n: m.version(p) for n, p in names.items()}}))`;

function versionOf(name) {
  for (let folder = dirname(resolve(name)); ; folder = dirname(folder)) {
    try {
      const found = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      if (found.name === name) return found.version;
    } catch {
      // One folder up.
    }
  }
}
