import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { entity, featureView, fileSource } from '../index';
import { temporaryStore } from '../testing/temporary-store';
import type { TemporaryStore } from '../testing/temporary-store';

/**
 * What reads and writes cost SQLite, counted: statements prepared, rows
 * asked for, statements that write. No timer, so
 * the same on every machine.
 */
const KEYS = 100;
const NOW = '2025-06-01T12:00:00Z';
const REFERENCES = ['stats:conv_rate', 'stats:trips'];

let lab: TemporaryStore;
beforeEach(async () => {
  lab = temporaryStore();
  lab.now = NOW;
  const ids = Array.from({ length: KEYS }, (_, i) => String(i));
  const path = await lab.write('stats.parquet', [
    { name: 'driver_id', type: 'int64', values: ids },
    { name: 'event_timestamp', type: 'timestamp', values: ids.map(() => '2025-06-01T11:00:00Z') },
    { name: 'conv_rate', type: 'float64', values: ids.map((_, i) => i / 7) },
    { name: 'trips', type: 'int64', values: ids },
  ]);
  const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
  const source = fileSource({ name: 'source', path, timestampField: 'event_timestamp' });
  const schema = { conv_rate: 'float64', trips: 'int64' } as const;
  await lab.store.apply(['stats', 'others'].map((name) => featureView({ name, entities: [driver], source, schema })));
});
afterEach(() => lab.remove());

/** Calls on the online store's file while `work` is done; what the registry does is not its. */
async function countCalls(work: () => Promise<unknown>): Promise<{ prepared: number; gets: number; writes: number }> {
  const db = new Database(':memory:');
  const statement = Object.getPrototypeOf(db.prepare('SELECT 1')) as Database.Statement;
  const isOurs = (name: string): boolean => name.endsWith('online_store.db');
  const counts = { prepared: 0, gets: 0, writes: 0 };
  const spies = [
    spyOn(Database.prototype, 'prepare', (self: Database.Database) => (counts.prepared += Number(isOurs(self.name)))),
    spyOn(statement, 'get', (self: Database.Statement) => (counts.gets += Number(isOurs(self.database.name)))),
    spyOn(statement, 'run', (self: Database.Statement) => {
      counts.writes += Number(isOurs(self.database.name) && self.source.startsWith('INSERT'));
    }),
  ];
  try {
    await work();
  } finally {
    for (const stop of spies) stop();
    db.close();
  }
  return counts;
}

/** Looks on: what is called is called as ever. Answers how to stop. */
function spyOn<T extends object>(target: T, name: keyof T & string, look: (self: never) => void): () => void {
  const original = Reflect.get(target, name) as (...args: unknown[]) => unknown;
  const replaced = function (this: never, ...args: unknown[]): unknown {
    look(this);
    return original.apply(this, args);
  };
  Reflect.set(target, name, replaced);
  return () => {
    Reflect.set(target, name, original);
  };
}

const ids = (...given: number[]): { driver_id: number }[] => given.map((driver_id) => ({ driver_id }));
const read = (entityRows: { driver_id: number }[], features: readonly string[] = REFERENCES): Promise<unknown> =>
  Promise.resolve(lab.store.getOnlineFeatures({ features, entityRows, fullFeatureNames: true }));
const NOTHING = { prepared: 0, gets: 0, writes: 0 };

describe('an online read', () => {
  beforeEach(async () => {
    await lab.store.materialize(null, NOW);
    await read(ids(1));
  });

  test('1. of one entity runs one statement, prepared once for all reads', async () => {
    expect(await countCalls(() => read(ids(1)))).toEqual({ ...NOTHING, gets: 1 });
    expect(await countCalls(() => read(ids(2)))).toEqual({ ...NOTHING, gets: 1 });
  });

  test('2. asks for each distinct key once, however often it is in the rows', async () => {
    expect(await countCalls(() => read(ids(1, 2, 1, 2, 3)))).toMatchObject({ gets: 3, writes: 0 });
    // All from one moment: a transaction, prepared once.
    expect(await countCalls(() => read(ids(4, 5)))).toEqual({ ...NOTHING, gets: 2 });
  });

  test('3. reads each view once, however many of its features are asked for', async () => {
    const both = [...REFERENCES, 'others:conv_rate', 'others:trips'];
    await read(ids(1), both);
    expect(await countCalls(() => read(ids(1), both))).toEqual({ ...NOTHING, gets: 2 });
  });

  test('4. of no rows, or of unknown keys alone, asks nothing more than it must', async () => {
    expect(await countCalls(() => read([]))).toEqual(NOTHING);
    expect(await countCalls(() => read(ids(-1)))).toEqual({ ...NOTHING, gets: 1 });
  });
});

describe('a materialize', () => {
  /** Rows in one statement. */
  const ROWS = 32;

  test('1. writes 32 rows a statement, the rest one by one', async () => {
    const { writes } = await countCalls(() => lab.store.materialize(null, NOW, { views: ['stats'] }));
    expect(writes).toBe(Math.floor(KEYS / ROWS) + (KEYS % ROWS));
  });

  test('2. of a window without rows writes nothing', async () => {
    const { writes } = await countCalls(() => lab.store.materialize(null, '2025-05-01T00:00:00Z'));
    expect(writes).toBe(0);
  });
});
