import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import Database from 'better-sqlite3';

import { isFeatureStoreError, StoreError } from '../errors';

/** Writers wait so long for another process's transaction. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * A SQLite file, opened when it is first needed, and never made by reading. `path` is for messages too.
 */
export class SqliteDatabase {
  readonly #path: string;
  readonly #timeout: number;
  #open: Database.Database | undefined;

  constructor(path: string, busyTimeoutMs: number = BUSY_TIMEOUT_MS) {
    this.#path = path;
    this.#timeout = busyTimeoutMs;
  }

  /** The open file, or undefined where there is none. */
  reader(): Database.Database | undefined {
    if (this.#open) return this.#open;
    return existsSync(this.#path) ? this.#connect(true) : undefined;
  }

  /** The open file; made, with its folder, where there is none (also where it was deleted meanwhile). */
  writer(): Database.Database {
    if (this.#open && existsSync(this.#path)) return this.#open;
    this.close();
    mkdirSync(dirname(this.#path), { recursive: true });
    return this.#connect(false);
  }

  close(): void {
    this.#open?.close();
    this.#open = undefined;
  }

  /** Runs `body`; what SQLite or the file system refuses becomes a StoreError. */
  guard<T>(body: () => T): T {
    try {
      return body();
    } catch (error) {
      throw isFeatureStoreError(error) ? error : storeError(this.#path, error);
    }
  }

  /** `body` in one transaction that is a writer from its start. */
  transaction<T>(db: Database.Database, body: () => T): T {
    return db.transaction(body).immediate();
  }

  #connect(fileMustExist: boolean): Database.Database {
    const db = new Database(this.#path, { fileMustExist, timeout: this.#timeout });
    try {
      // WAL: readers never wait. NORMAL: what was committed survives the end of the process (not of the machine).
      if (!fileMustExist) db.pragma('journal_mode = WAL');
      db.pragma('synchronous = NORMAL');
      db.pragma('cache_size = -65536');
    } catch (error) {
      db.close();
      throw error;
    }
    this.#open = db;
    return db;
  }
}

const UNWRITABLE = /^(SQLITE_(READONLY|CANTOPEN|PERM|FULL|IOERR)|E(ACCES|PERM|ROFS|NOTDIR|EXIST|NOSPC|ISDIR)$)/;

/** Anything else is a bug and goes on as it is. */
function storeError(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = error instanceof Error ? error.message : String(error);
  const store = (kind: StoreError['code'], problem: string, fix: string) =>
    new StoreError(kind, `online store ${path}: ${problem} (${reason})`, fix, { cause: error });
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return store(
      'STORE_LOCKED',
      'another process is writing to it',
      'wait until it is done, or end it, and run this again',
    );
  }
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) {
    return store(
      'STORE_CORRUPT',
      'it is not a sound SQLite file',
      'delete it, run featlab apply, and materialize again',
    );
  }
  if (UNWRITABLE.test(code) || /directory does not exist/.test(reason)) {
    return store(
      'STORE_UNWRITABLE',
      'it cannot be opened or written',
      'check that its folder exists, is writable, and has room',
    );
  }
  return error;
}
