import { closeSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import Database from 'better-sqlite3';

import { isFeatureStoreError, StoreError } from '../errors';

/** Writers wait so long for another process's transaction. */
const BUSY_TIMEOUT_MS = 5_000;

/** How often, in ms, the open file is compared with the one of its name: for each read that would cost as much as the read. */
const LOOK_MS = 200;

/**
 * A SQLite file, opened when it is first needed, and never made by reading. `path` is for messages too.
 */
export class SqliteDatabase {
  readonly #path: string;
  readonly #timeout: number;
  #open: Database.Database | undefined;
  /** Which file is open: it may be deleted, and another one take its name. */
  #file: string | undefined;
  #lookedAt = 0;

  constructor(path: string, busyTimeoutMs: number = BUSY_TIMEOUT_MS) {
    this.#path = path;
    this.#timeout = busyTimeoutMs;
  }

  /** The open file, or undefined where there is none; opened anew where it was deleted or replaced. */
  reader(): Database.Database | undefined {
    const file = this.#fileNow();
    if (this.#open && file === this.#file) return this.#open;
    this.close();
    return file === undefined ? undefined : this.#connect(true);
  }

  /** The same; made, with its folder, where there is none. */
  writer(): Database.Database {
    if (this.#open && this.#fileNow() === this.#file) return this.#open;
    this.close();
    mkdirSync(dirname(this.#path), { recursive: true });
    return this.#connect(false);
  }

  /** Is the open file still the one of its name? It is looked at every so often. */
  isCurrent(): boolean {
    const now = performance.now();
    if (now - this.#lookedAt < LOOK_MS) return true;
    this.#lookedAt = now;
    return this.#fileNow() === this.#file;
  }

  /** Puts on the disk what was committed: it then survives the end of the machine too. */
  sync(): void {
    if (!this.#open) return;
    // Of the log, as what left it was put on the disk then. (Opening the database itself would end SQLite's locks on it.)
    const log = `${this.#path}-wal`;
    if (statSync(log, { throwIfNoEntry: false }) === undefined) return;
    const fd = openSync(log, 'r+');
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
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
    this.#file = this.#fileNow();
    return db;
  }

  #fileNow(): string | undefined {
    const stats = statSync(this.#path, { throwIfNoEntry: false });
    return stats && `${String(stats.dev)} ${String(stats.ino)}`;
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
