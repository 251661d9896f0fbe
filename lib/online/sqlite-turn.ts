import type { Database } from 'better-sqlite3';

/**
 * One moment for all the reads of a turn of the event loop, from the second on: SQLite locks once, not once a read. A
 * turn with one read pays nothing for it.
 */
export class SqliteTurn {
  #reads = 0;
  #held: Database | undefined;

  /** Before a read. */
  join(db: Database): void {
    this.#reads += 1;
    if (this.#reads === 1) setImmediate(() => this.end()).unref();
    if (this.#reads !== 2 || db.inTransaction) return;
    db.exec('BEGIN');
    this.#held = db;
  }

  /** What is read from now on is of now; the connection may write. */
  end(): void {
    this.#reads = 0;
    if (this.#held?.inTransaction) this.#held.exec('COMMIT');
    this.#held = undefined;
  }
}
