import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { entity } from '../definitions/entity';
import { featureView } from '../definitions/feature-view';
import { fileSource } from '../definitions/file-source';
import { packageRoot } from '../package-root';
import { parseInstant } from '../time/time';
import type { Instant } from '../time/time';
import { collectDefinitions } from './collect-definitions';
import { definitionsIn } from './plan';
import { openRegistry } from './registry';
import type { Registry } from './registry';

const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
const source = fileSource({ name: 'trips', path: '${DATA_DIR}/trips.parquet', timestampField: 'at' });
const stats = featureView({ name: 'stats', entities: [driver], schema: { a: 'int64' }, source });
const all = collectDefinitions([stats.withName('origin')]);
const noon = parseInstant('2025-01-31T12:00:00.123456789Z') as Instant;

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'featlab-registry-'));
  path = join(folder, 'data', 'registry.db');
});

afterEach(() => vi.useRealTimers());

function names(registry: Registry): string[] {
  return definitionsIn(registry.read()).map(({ name }) => name);
}

describe('what is applied', () => {
  test('is nothing at first, and reading makes no file', () => {
    const registry = openRegistry(path, 'drivers');
    expect(registry.readIfApplied()).toBeUndefined();
    expect(registry.mark('stats', 'g1')).toBeUndefined();
    expect(() => registry.read()).toThrow('nothing of project drivers was applied yet\nfix: run featlab apply');
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  test('comes back equal, in this process and in the next', () => {
    openRegistry(path, 'drivers').replace(all);
    const { views, entities } = openRegistry(path, 'drivers').read();
    expect(views.get('stats')).toEqual(stats);
    expect(views.get('origin')).toEqual(stats.withName('origin'));
    expect(entities.get('driver')).toEqual(driver);
  });

  test('is replaced as a whole, also by nothing', () => {
    const registry = openRegistry(path, 'drivers');
    registry.replace(all);
    registry.replace([driver]);
    expect(names(registry)).toEqual(['driver']);
    registry.replace([]);
    expect(names(registry)).toEqual([]);
  });

  test('is seen at once by a reader that is already open', () => {
    const [writer, reader] = [openRegistry(path, 'drivers'), openRegistry(path, 'drivers')];
    expect(reader.readIfApplied()).toBeUndefined();
    writer.replace([driver]);
    expect(names(reader)).toEqual(['driver']);
    const before = reader.read();
    expect(reader.read()).toBe(before);
    writer.replace(all);
    expect(names(reader)).toHaveLength(4);
  });

  test('is seen at once in a file that has long been quiet, and is only looked at', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const [reader, writer] = [openRegistry(path, 'drivers'), openRegistry(path, 'drivers')];
    for (const definitions of [all, [driver], []]) {
      writer.replace(definitions);
      for (let second = 0; second < 10; second++) {
        expect(names(reader)).toHaveLength(definitions.length);
        vi.advanceTimersByTime(1000);
      }
    }
    writer.clear();
    expect(reader.readIfApplied()).toBeUndefined();
  });

  test('is the project’s own: two projects share a file', () => {
    const [one, two] = [openRegistry(path, 'one'), openRegistry(path, 'two')];
    one.replace([driver]);
    expect(two.readIfApplied()).toBeUndefined();
    two.replace(all);
    one.clear();
    expect(one.readIfApplied()).toBeUndefined();
    expect(names(two)).toHaveLength(4);
  });

  test('names no folder: a copy is a copy, at rest one file', () => {
    const registry = openRegistry(path, 'drivers');
    registry.replace(all);
    registry.close();
    expect(readdirSync(join(folder, 'data'))).toEqual(['registry.db']);
    expect(readFileSync(path).includes(folder)).toBe(false);
    expect(readFileSync(path).includes('${DATA_DIR}/trips.parquet')).toBe(true);
    const copy = mkdtempSync(join(tmpdir(), 'featlab-copy-'));
    cpSync(folder, copy, { recursive: true });
    openRegistry(join(copy, 'data', 'registry.db'), 'drivers').replace([]);
    expect(names(openRegistry(path, 'drivers'))).toHaveLength(4);
  });

  test('a deleted file is as if nothing had been applied, one put in its place is read', () => {
    const registry = openRegistry(path, 'drivers');
    registry.replace(all);
    rmSync(path);
    expect(registry.readIfApplied()).toBeUndefined();
    openRegistry(path, 'drivers').replace([driver]);
    expect(names(registry)).toEqual(['driver']);
    const other = join(folder, 'other.db');
    openRegistry(other, 'drivers').replace(all);
    renameSync(other, path);
    expect(names(registry)).toHaveLength(4);
  });
});

describe('together with work elsewhere', () => {
  const refused = new Error('refused');

  test('both are done, or neither where the work is refused', async () => {
    const registry = openRegistry(path, 'drivers');
    await registry.together(
      () => registry.replace(all),
      () => Promise.resolve(),
    );
    expect(names(openRegistry(path, 'drivers'))).toHaveLength(4);
    const change = () => registry.replace([driver]);
    await expect(registry.together(change, () => Promise.reject(refused))).rejects.toBe(refused);
    for (const each of [registry, openRegistry(path, 'drivers')]) expect(names(each)).toHaveLength(4);
  });

  test('what is read meanwhile is not kept where the work is refused', async () => {
    const registry = openRegistry(path, 'drivers');
    registry.replace(all);
    const work = () => {
      expect(names(registry)).toEqual(['driver']);
      return Promise.reject(refused);
    };
    await expect(registry.together(() => registry.replace([driver]), work)).rejects.toBe(refused);
    expect(names(registry)).toHaveLength(4);
  });

  test('one after the other', async () => {
    const registry = openRegistry(path, 'drivers');
    const one = () =>
      registry.together(
        () => registry.replace([driver]),
        () => Promise.resolve(),
      );
    await Promise.all([one(), one()]);
    expect(names(registry)).toEqual(['driver']);
  });

  test('two objects of one process take turns, as two processes do', async () => {
    const [one, other] = [openRegistry(path, 'drivers'), openRegistry(path, 'drivers')];
    one.replace(all);
    const later = () => new Promise((resolve) => setImmediate(resolve));
    const both = [one, other].map((registry) => registry.together(() => registry.replace([driver]), later));
    await expect(Promise.all(both)).resolves.toHaveLength(2);
    other.close();
  });

  test('while another process holds it, this one goes on', async () => {
    const registry = openRegistry(path, 'drivers');
    registry.replace(all);
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    const waiting = registry.together(
      () => registry.replace([driver]),
      () => Promise.resolve('done'),
    );
    setImmediate(() => other.exec('COMMIT'));
    expect(await waiting).toBe('done');
    other.close();
  });

  test('a locked registry is refused before the work', async () => {
    openRegistry(path, 'drivers').replace(all);
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    const registry = openRegistry(path, 'drivers', { busyTimeoutMs: 1 });
    const work = () => Promise.reject(refused);
    await expect(registry.together(() => registry.replace([]), work)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    other.close();
  });
});

describe('marks', () => {
  test('belong to a view and the rows they speak of, exact to the nanosecond', () => {
    const registry = openRegistry(path, 'drivers');
    registry.setMark('stats', 'g1', noon);
    expect(openRegistry(path, 'drivers').mark('stats', 'g1')).toEqual(noon);
    expect(registry.mark('stats', 'g2')).toBeUndefined();
    expect(registry.mark('other', 'g1')).toBeUndefined();
    expect(openRegistry(path, 'other').mark('stats', 'g1')).toBeUndefined();
  });

  test('move, each its own', () => {
    const registry = openRegistry(path, 'drivers');
    const later = { us: noon.us + 1, ns: 0 };
    registry.setMark('stats', 'g1', noon);
    registry.setMark('stats', 'g1', later);
    registry.setMark('other', 'g1', noon);
    expect(registry.mark('stats', 'g1')).toEqual(later);
    expect(registry.mark('other', 'g1')).toEqual(noon);
  });

  test('never move back: of two increments at once the shorter one may end last', () => {
    const registry = openRegistry(path, 'drivers');
    registry.setMark('stats', 'g1', noon);
    registry.setMark('stats', 'g1', { us: noon.us, ns: noon.ns - 1 });
    expect(registry.mark('stats', 'g1')).toEqual(noon);
  });

  test('go with the apply that drops the rows, others stay', () => {
    const registry = openRegistry(path, 'drivers');
    registry.setMark('stats', 'g1', noon);
    registry.setMark('other', 'g1', noon);
    registry.replace(all, ['stats']);
    expect(registry.mark('stats', 'g1')).toBeUndefined();
    expect(registry.mark('other', 'g1')).toEqual(noon);
  });

  test('do not make a registry an applied one', () => {
    const registry = openRegistry(path, 'drivers');
    registry.setMark('stats', 'g1', noon);
    expect(registry.readIfApplied()).toBeUndefined();
  });
});

describe('a file that cannot be used is refused with its name and a fix', () => {
  function refusals(registry: Registry): (() => unknown)[] {
    return [() => registry.read(), () => registry.replace(all), () => registry.mark('stats', 'g1')];
  }

  test('no database at all: it may be another program’s, as Feast’s is, and is not to be deleted', () => {
    const registry = openRegistry(path, 'drivers');
    registry.replace(all);
    registry.close();
    writeFileSync(path, Buffer.from('this is not a database, whatever its name says'.repeat(50)));
    for (const refusal of refusals(registry).slice(0, 2)) {
      expect(refusal).toThrow(expect.objectContaining({ code: 'STORE_CORRUPT', name: 'StoreError' }));
      expect(refusal).toThrow(`registry ${path} is no registry of featlab's (`);
      expect(refusal).toThrow(/\nfix: name another file after registry: in feature_store\.yaml/);
    }
  });

  test.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['overwritten in the middle', (bytes: Buffer) => bytes.fill(0xff, 4096, bytes.length - 100)],
  ])('corrupt: %s', (_, damage) => {
    const registry = openRegistry(path, 'drivers');
    registry.replace(all);
    registry.close();
    writeFileSync(path, damage(readFileSync(path)));
    for (const refusal of refusals(registry).slice(0, 2)) {
      expect(refusal).toThrow(expect.objectContaining({ code: 'STORE_CORRUPT', name: 'StoreError' }));
      expect(refusal).toThrow(`registry ${path} is damaged (`);
      expect(refusal).toThrow(/\nfix: delete it and run featlab apply/);
    }
  });

  test.each([
    ['a spec that is no JSON', "UPDATE definitions SET spec = '{' WHERE name = 'stats'"],
    ['a spec of nothing known', 'UPDATE definitions SET spec = \'{"kind":"x"}\' WHERE name = \'stats\''],
    ['a definition gone', "DELETE FROM definitions WHERE name = 'trips'"],
    ['tables gone', 'DROP TABLE definitions; PRAGMA user_version = 0'],
  ])('tampered with: %s', (_, sql) => {
    const registry = openRegistry(path, 'drivers');
    registry.replace(all);
    registry.close();
    new Database(path).exec(sql).close();
    expect(() => registry.read()).toThrow(expect.objectContaining({ code: 'STORE_CORRUPT' }));
  });

  test('of a later featlab', () => {
    openRegistry(path, 'drivers').replace(all);
    new Database(path).exec('PRAGMA user_version = 99').close();
    const registry = openRegistry(path, 'drivers');
    for (const refusal of refusals(registry))
      expect(refusal).toThrow(/has format 99, this featlab knows 1\nfix: use the featlab/);
  });

  test('locked by another process', () => {
    openRegistry(path, 'drivers').replace(all);
    const other = new Database(path);
    other.exec('BEGIN EXCLUSIVE');
    const registry = openRegistry(path, 'drivers', { busyTimeoutMs: 1 });
    for (const refusal of refusals(registry)) {
      expect(refusal).toThrow(expect.objectContaining({ code: 'STORE_LOCKED' }));
      expect(refusal).toThrow(/is locked by another process .*\nfix: wait until/);
    }
    other.exec('COMMIT');
    expect(names(registry)).toHaveLength(4);
    other.close();
  });

  test('its folder is a file', () => {
    writeFileSync(join(folder, 'data'), '');
    const registry = openRegistry(path, 'drivers');
    expect(() => registry.replace(all)).toThrow(expect.objectContaining({ code: 'STORE_UNWRITABLE' }));
    expect(() => registry.replace(all)).toThrow(/registry .* cannot be opened or written \(.*\)\nfix: make its folder/);
  });

  test('it is a folder itself', () => {
    mkdirSync(path, { recursive: true });
    for (const refusal of refusals(openRegistry(path, 'drivers'))) {
      expect(refusal).toThrow(expect.objectContaining({ code: 'STORE_UNWRITABLE' }));
    }
  });
});

describe('other processes', () => {
  /** Applies, without end or `times` times, now one view, now fifty; prints a line after each. */
  const LOOP = `
    const { collectDefinitions } = require('./dist/lib/repository/collect-definitions');
    const { openRegistry } = require('./dist/lib/repository/registry');
    const { entity } = require('./dist/lib/definitions/entity');
    const { featureView } = require('./dist/lib/definitions/feature-view');
    const { fileSource } = require('./dist/lib/definitions/file-source');
    const [path, times] = process.argv.slice(1);
    const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
    const source = fileSource({ name: 'trips', path: 'x', timestampField: 'at' });
    const views = (count) => collectDefinitions(Array.from({ length: count }, (_, i) =>
      featureView({ name: 'view_' + i, entities: [driver], schema: { a: 'int64' }, source })));
    const sets = [views(1), views(50)];
    const registry = openRegistry(path, 'drivers');
    for (let i = 0; i < Number(times); i += 1) {
      registry.replace(sets[i % 2]);
      require('node:fs').writeSync(1, i + '\\n');
    }
  `;

  const run = (times: number) => spawn(process.execPath, ['-e', LOOP, path, String(times)], { cwd: packageRoot() });

  test('killed in the midst of an apply, the registry is what it was before or after it', async () => {
    for (let kill = 1; kill <= 8; kill += 1) {
      const child = run(1e9);
      for await (const line of createInterface(child.stdout)) if (Number(line) >= kill * 3) break;
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect([3, 52]).toContain(names(openRegistry(path, 'drivers')).length);
      expect(new Database(path).pragma('integrity_check', { simple: true })).toBe('ok');
    }
  });

  test('applying at once, each apply is whole', async () => {
    const children = [run(20), run(20)];
    const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0] as number));
    expect(codes).toEqual([0, 0]);
    expect(names(openRegistry(path, 'drivers'))).toHaveLength(52);
    expect(new Database(path).pragma('integrity_check', { simple: true })).toBe('ok');
  });
});
