import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import Database from 'better-sqlite3';

import { isFeatureStoreError, StoreError } from '../errors';
import { foreignRegistry, guardRegistry } from './registry-errors';

/** How long to wait for another process's transaction. */
const BUSY_TIMEOUT_MS = 5_000;

/** How long to leave a file alone that another process holds, before it is asked for again. */
const RETRY_MS = 20;

/** For each file, settled when the last `together` of this process is: SQLite would have its objects wait for each other asleep. */
const turns = new Map<string, Promise<void>>();

/** A file that looks the same for so long was written before, not a moment ago: coarse file systems keep whole seconds. */
const QUIET_MS = 3_000;

/** The tables' form. A registry of a later one was written by a later featlab. */
const FORMAT = 1;

const TABLES = `
  CREATE TABLE IF NOT EXISTS projects (project TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS definitions (
    project TEXT, position INTEGER, kind TEXT NOT NULL, name TEXT NOT NULL, spec TEXT NOT NULL,
    PRIMARY KEY (project, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS marks (
    project TEXT, view TEXT, generation TEXT, materialized_until TEXT NOT NULL,
    PRIMARY KEY (project, view, generation)
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${String(FORMAT)};
`;

/**
 * The registry's SQLite file, opened when it is first needed and never made by reading. It keeps SQLite's default
 * rollback journal: one file at rest, whole after a kill. Every failure is a StoreError.
 */
export class RegistryFile {
  readonly #path: string;
  readonly #timeout: number;
  #open: Database.Database | undefined;
  #version: Database.Statement | undefined;
  #connections = 0;
  /** How the file looked last, since when, and its stamp, once it has been quiet. */
  #look: { readonly state: string | undefined; readonly since: number; stamp?: string } | undefined;
  /** Which file is open: another one may have taken its name. */
  #inode: number | undefined;

  constructor(path: string, busyTimeoutMs: number = BUSY_TIMEOUT_MS) {
    this.#path = path;
    this.#timeout = busyTimeoutMs;
  }

  /**
   * Another one whenever a read could answer differently, this object's own writes aside; undefined without a file. A
   * quiet file is only looked at: SQLite's own counter takes ten calls of the system, and is asked before each request.
   */
  stamp(): string | undefined {
    return guardRegistry(this.#path, () => {
      const state = this.#state();
      if (this.#look === undefined || this.#look.state !== state) this.#look = { state, since: performance.now() };
      const look = this.#look;
      if (look.stamp !== undefined) return look.stamp;
      if (!this.#database({ fileMustExist: true })) return undefined;
      const stamp = `${String(this.#connections)} ${String(this.#version?.get())}`;
      if (performance.now() - look.since > QUIET_MS) look.stamp = stamp;
      return stamp;
    });
  }

  /** What `body` reads, all of one moment; undefined where there is no registry yet. */
  read<T>(body: (db: Database.Database) => T): T | undefined {
    return guardRegistry(this.#path, () => {
      const db = this.#database({ fileMustExist: true });
      return db?.transaction(() => (this.#isReady(db) ? body(db) : undefined))();
    });
  }

  /** `body` in one transaction that is a writer from its start; the file, folder and tables are made where missing. */
  write(body: (db: Database.Database) => void): void {
    this.#onFile((db) => {
      const run = (): void => {
        if (!this.#isReady(db)) db.exec(TABLES);
        body(db);
      };
      db.transaction(run).immediate();
    });
  }

  /**
   * What `change` writes becomes true when `work`, given its answer, is done; where that fails, nothing was written.
   * Other writers wait meanwhile, or are refused after their time.
   */
  async together<C, W>(change: () => C, work: (changed: C) => Promise<W>): Promise<W> {
    const file = resolve(this.#path);
    const turn = (turns.get(file) ?? Promise.resolve()).then(() => this.#together(change, work));
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    turns.set(file, settled);
    void settled.then(() => turns.get(file) === settled && turns.delete(file));
    return turn;
  }

  async #together<C, W>(change: () => C, work: (changed: C) => Promise<W>): Promise<W> {
    try {
      await this.#begin();
      const answer = await work(change());
      this.#onFile((db) => db.exec('COMMIT'));
      return answer;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Asks again and again, as reads go on meanwhile: SQLite itself would wait asleep, and the whole process with it. */
  async #begin(): Promise<void> {
    const end = performance.now() + this.#timeout;
    for (;;) {
      try {
        this.#onFile((db) => {
          db.pragma('busy_timeout = 0');
          try {
            db.exec('BEGIN IMMEDIATE');
          } finally {
            db.pragma(`busy_timeout = ${String(this.#timeout)}`);
          }
        });
        return;
      } catch (error) {
        if (!isFeatureStoreError(error) || error.code !== 'STORE_LOCKED' || performance.now() >= end) throw error;
      }
      await pause(RETRY_MS);
    }
  }

  #onFile(body: (db: Database.Database) => void): void {
    guardRegistry(this.#path, () => {
      this.#look = undefined;
      mkdirSync(dirname(this.#path), { recursive: true });
      body(this.#database({ fileMustExist: false }) as Database.Database);
    });
  }

  close(): void {
    this.#look = undefined;
    this.#version = undefined;
    this.#open?.close();
    this.#open = undefined;
  }

  /** The file that is there now: opened anew where it was deleted or replaced. Undefined where it must exist and does not. */
  #database({ fileMustExist }: { fileMustExist: boolean }): Database.Database | undefined {
    const inode = this.#inodeNow();
    if (this.#open && inode === this.#inode) return this.#open;
    this.close();
    if (fileMustExist && inode === undefined) return undefined;
    this.#open = new Database(this.#path, { fileMustExist, timeout: this.#timeout });
    this.#inode = this.#inodeNow();
    this.#version = this.#open.prepare('PRAGMA data_version').pluck();
    this.#connections += 1;
    return this.#open;
  }

  #state(): string | undefined {
    const stats = statSync(this.#path, { throwIfNoEntry: false });
    return stats && [stats.dev, stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs].join(' ');
  }

  #inodeNow(): number | undefined {
    return statSync(this.#path, { throwIfNoEntry: false })?.ino;
  }

  /** Are the tables there? A file of nothing is an empty registry, one of other tables is not ours. */
  #isReady(db: Database.Database): boolean {
    const format = db.pragma('user_version', { simple: true }) as number;
    if (format === FORMAT) return true;
    if (format > FORMAT) throw this.#tooNew(format);
    if (db.prepare('SELECT count(*) FROM sqlite_master').pluck().get() === 0) return false;
    throw foreignRegistry(this.#path, 'it is a database of something else');
  }

  #tooNew(format: number): StoreError {
    return new StoreError(
      'STORE_CORRUPT',
      `registry ${this.#path} has format ${String(format)}, this featlab knows ${String(FORMAT)}`,
      'use the featlab that wrote it, or a later one',
    );
  }
}
