import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './root.mjs';
import { findNpm } from './steps/npm.mjs';

// The package as npm would pack it, unpacked where a consumer has it, with nothing around it but its dependencies.

const require = createRequire(import.meta.url);
let folder, tarball;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'featlab-consumer-'));
  const npm = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [{ filename }] = JSON.parse(run([findNpm(), ...npm], root));
  tarball = readFileSync(join(folder, filename));
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  execFileSync('tar', ['-xzf', filename, '-C', 'node_modules'], { cwd: folder });
  execFileSync(process.execPath, ['-e', "fs.renameSync('package', 'featlab')"], { cwd: modules });
  const { dependencies } = JSON.parse(readFileSync(join(modules, 'featlab', 'package.json'), 'utf8'));
  for (const name of [...Object.keys(dependencies), '@types/node']) link(name);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function link(name) {
  const place = join(folder, 'node_modules', name);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(join(root, 'node_modules', name), place, 'junction');
}

/** A script on the Node that runs the tests. Answers its stdout; a failure shows what it said. */
function run(args, cwd = folder) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

function runFile(name, text) {
  writeFileSync(join(folder, name), text);
  return run([name]);
}

describe('what is packed', () => {
  test('1. no tests, no set-up, no bench, no sources but the bin and the templates', () => {
    const files = readdirSync(join(folder, 'node_modules', 'featlab'), { recursive: true, encoding: 'utf8' });
    const names = files.map((file) => file.replaceAll('\\', '/'));
    expect(names.filter((name) => /\.test\.|testing|setup|bench|contract|tsbuildinfo/.test(name))).toEqual([]);
    const sources = names.filter((name) => name.startsWith('lib/') && /\.\w+$/.test(name));
    expect(sources.filter((name) => !name.startsWith('lib/repository/templates/'))).toEqual(['lib/cli/bin.js']);
    expect(names).toContain('dist/lib/index.js');
  });

  test('2. publint has nothing to say', async () => {
    const copy = Uint8Array.from(tarball).buffer;
    const { messages } = await publint({ pack: { tarball: copy } });
    expect(messages).toEqual([]);
  });

  test('3. the types are not wrong under any resolution', async () => {
    const result = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)));
    expect(result.types && result.problems).toEqual([]);
  });
});

const STORE = `
  const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
  const source = fileSource({ name: 'stats_source', path: 'stats.parquet', timestampField: 'event_timestamp' });
  const stats = featureView({ name: 'stats', entities: [driver], schema: { conv_rate: 'float32' }, source, ttl: '1d' });
`;

const USE = `${STORE}
  async function main(project) {
    const store = createFeatureStore({
      project, registry: project + '/registry.db', provider: 'local',
      online_store: { type: 'sqlite', path: project + '/online.db' },
      now: '2025-02-01T00:00:00Z', definitions: [driver, source, stats],
    });
    await store.apply();
    const features = ['stats:conv_rate'];
    const entityDf = [{ driver_id: 1001, event_timestamp: '2025-01-31T23:30:00Z' }];
    const [row] = (await store.getHistoricalFeatures({ entityDf, features })).toRows();
    await store.materializeIncremental('2025-01-31T23:30:00Z');
    const online = await store.getOnlineFeatures({ features, entityRows: [{ driver_id: 1001 }] });
    await store.close();
    console.log(JSON.stringify([row.conv_rate, online.toDict().conv_rate[0]]));
  }
`;

describe('used for real', () => {
  beforeAll(() => {
    run([join('node_modules', 'featlab', 'dist', 'data-gen', 'cli.js'), 'drivers', '--out', 'stats.parquet']);
  });

  const NAMES = 'createFeatureStore, entity, featureView, fileSource';

  test('4. from CommonJS: define, apply, join, materialize, read', () => {
    const out = runFile('use.cjs', `const { ${NAMES} } = require('featlab');\n${USE}\nmain('common');`);
    expectServedAsTrained(out);
  });

  test('5. from ESM', () => {
    const out = runFile('use.mjs', `import { ${NAMES} } from 'featlab';\n${USE}\nawait main('esm');`);
    expectServedAsTrained(out);
  });

  function expectServedAsTrained(out) {
    const [trained, served] = JSON.parse(out);
    expect(trained).toBeGreaterThan(0);
    expect(served).toBe(trained);
  }
});

const CONSUMER = `
import { entity, featureView, fileSource, openFeatureStore } from 'featlab';
import type { Entity, FeatureStore } from 'featlab';
${STORE}
export const name: string = stats.name;
export const key: 'int64' = driver.joinKeys.driver_id;
export async function open(): Promise<FeatureStore> { return openFeatureStore('repo'); }
// @ts-expect-error a type that no key has: were the types lost, this would pass
entity({ name: 'driver', joinKeys: { driver_id: 'float32' } });
// @ts-expect-error an entity is no any
export const wrong: Entity = 5;
`;

describe('compiled by', () => {
  const compilers = {
    'TypeScript 5.0.4 as the notebook kernel has it': ['@tslab/typescript-for-tslab/lib/tsc.js', ...kernel()],
    'TypeScript 5.9, strict': ['typescript/lib/tsc.js', ...strict()],
    'TypeScript 7.0, strict': ['typescript-7/bin/tsc', ...strict()],
  };

  test.each(Object.entries(compilers))('6. %s', (name, [compiler, ...options]) => {
    const file = name.includes('5.0') ? 'kernel.ts' : 'strict.mts';
    writeFileSync(join(folder, file), CONSUMER);
    run([join(root, 'node_modules', compiler), '--noEmit', '--skipLibCheck', ...options, file]);
  });

  function kernel() {
    return ['--target', 'es2022', '--module', 'commonjs', '--moduleResolution', 'node10', '--lib', 'es2022'];
  }

  function strict() {
    return ['--strict', '--exactOptionalPropertyTypes', '--target', 'es2023', '--module', 'nodenext'];
  }

  test('7. no declaration has syntax that TypeScript 5.0 does not know (there it would silently be any)', () => {
    const ts = require('@tslab/typescript-for-tslab');
    const dist = join(folder, 'node_modules', 'featlab', 'dist');
    const declarations = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.d.ts'),
    );
    const program = ts.createProgram(
      declarations.map((name) => join(dist, name)),
      { skipLibCheck: true, types: [], moduleResolution: ts.ModuleResolutionKind.Node10 },
    );
    const found = program.getSyntacticDiagnostics().map(({ file, messageText }) => [file?.fileName, messageText]);
    expect(declarations.length).toBeGreaterThan(10);
    expect(found).toEqual([]);
  });
});
