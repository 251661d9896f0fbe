import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { openFeatureStore } from '../open-store';
import type { FeatureStore } from '../store';
import type { TestColumn } from './arrow-table';
import { parquetBytes } from './write-parquet';

/** The clock of every store here. */
export const NOW = '2025-06-01T12:00:00Z';

export const YAML = `project: drivers
registry: data/registry.db
provider: local
offline_store: { type: file }
online_store: { type: sqlite, path: data/online_store.db }
`;

export const FEATURES = `import { entity, featureView, fileSource } from 'featlab';
export const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
export const source = fileSource({
  name: 'driver_stats_source',
  path: 'data/driver_stats.parquet',
  timestampField: 'event_timestamp',
  createdTimestampColumn: 'created',
});
export const stats = featureView({
  name: 'driver_stats', entities: [driver], ttl: '1d', source, schema: { conv_rate: 'float32', trips: 'int64' },
});
`;

/** Three drivers, two hours each. */
export const ROWS: readonly TestColumn[] = [
  { name: 'driver_id', type: 'int64', values: ['1001', '1001', '1002', '1002', '1003', '1003'] },
  { name: 'event_timestamp', type: 'timestamp[us, UTC]', values: hours(10, 11) },
  { name: 'created', type: 'timestamp[us, UTC]', values: hours(11, 12) },
  { name: 'conv_rate', type: 'float32', values: [0.25, 0.5, 0.75, null, 0.125, 1] },
  { name: 'trips', type: 'int64', values: ['10', '11', '20', '21', '30', '31'] },
];

function hours(...each: number[]): string[] {
  return [1, 2, 3].flatMap(() => each.map((hour) => `2025-06-01T${String(hour)}:00:00Z`));
}

/** A repository of drivers' statistics in a folder of its own, and what it was before it was changed. */
export class DriverRepository {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'featlab-drivers-'));
  readonly #originals = new Map<string, Buffer | undefined>();

  /** @param like a repository to copy; a fresh one where absent */
  constructor(like?: DriverRepository) {
    if (like) {
      cpSync(like.folder, this.folder, { recursive: true });
      return;
    }
    mkdirSync(this.path('data'));
    this.write('feature_store.yaml', YAML);
    this.write('features.ts', FEATURES);
    this.writeRows(ROWS);
    this.#originals.clear();
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  bytes(file: string): Buffer {
    return readFileSync(this.path(file));
  }

  write(file: string, content: string | Uint8Array): void {
    this.#remember(file);
    writeFileSync(this.path(file), content);
  }

  writeRows(rows: readonly TestColumn[]): void {
    this.write('data/driver_stats.parquet', parquetBytes(rows));
  }

  /** A line of feature_store.yaml or features.ts, changed. */
  edit(file: string, from: string, to: string): void {
    const text = this.bytes(file).toString();
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    this.write(file, text.replace(from, to));
  }

  delete(file: string): void {
    this.#remember(file);
    rmSync(this.path(file));
  }

  /** Undoes every write, edit and delete. */
  restore(): void {
    for (const [file, bytes] of this.#originals) {
      if (bytes) writeFileSync(this.path(file), bytes);
      else rmSync(this.path(file), { force: true });
    }
    this.#originals.clear();
  }

  /** A store on it, closed after `body`. */
  async with<T>(body: (store: FeatureStore) => Promise<T>, now: string = NOW): Promise<T> {
    const store = await openFeatureStore(this.folder, { now });
    try {
      return await body(store);
    } finally {
      await store.close();
    }
  }

  /** Every file's name, and every row of the registry and the online store. */
  state(): object {
    const [registry, online] = [this.tables('registry.db'), this.tables('online_store.db')];
    return { registry, online, files: readdirSync(this.folder, { recursive: true }).map(String).sort() };
  }

  /** Table → its rows, of a database in data/. */
  tables(file: string): Record<string, unknown[]> {
    const db = new Database(this.path('data', file), { fileMustExist: true });
    try {
      const names = db
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        .pluck()
        .all() as string[];
      return Object.fromEntries(names.map((name) => [name, db.prepare(`SELECT * FROM "${name}" ORDER BY 1`).all()]));
    } finally {
      db.close();
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  #remember(file: string): void {
    if (this.#originals.has(file)) return;
    this.#originals.set(file, existsSync(this.path(file)) ? this.bytes(file) : undefined);
  }
}
