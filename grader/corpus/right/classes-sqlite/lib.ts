const { readdirSync, readFileSync, mkdirSync } = require('node:fs');
const { join } = require('node:path');
const Database = require('better-sqlite3');

class Arguments {
  values: Map<string, string> = new Map();
  constructor(argv: string[]) {
    for (let i = 0; i < argv.length; i += 2) this.values.set(argv[i].slice(2), argv[i + 1]);
  }
  get(name: string): string {
    const value = this.values.get(name);
    if (value === undefined) throw new Error(`--${name} is missing`);
    return value;
  }
  /** bigint microseconds */
  time(name: string): bigint {
    const text = this.get(name);
    const fraction = (text.match(/\.(\d{1,6})/)?.[1] ?? '').padEnd(6, '0');
    return BigInt(Date.parse(text.replace(/\.\d+/, ''))) * 1000n + BigInt(fraction);
  }
}

class Table {
  readonly name: string;
  readonly keys: string[];
  readonly columns: string[];
  readonly ttlDays: bigint;
  constructor(name: string, keys: string[], columns: string[], ttlDays: bigint) {
    this.name = name;
    this.keys = keys;
    this.columns = columns;
    this.ttlDays = ttlDays;
  }
  get ttl(): bigint {
    return this.ttlDays * 86_400_000_000n;
  }
  create(unique: boolean): string {
    const columns = [...this.keys, 'event', 'created', ...this.columns].join(', ');
    const primary = unique ? `, PRIMARY KEY (${this.keys.join(', ')})` : '';
    return `CREATE TABLE IF NOT EXISTS ${this.name} (${columns}${primary})`;
  }
  /** Newer wins, whatever the order of the runs. */
  upsert(): string {
    const all = [...this.keys, 'event', 'created', ...this.columns];
    const set = ['event', 'created', ...this.columns].map((c) => `${c} = excluded.${c}`).join(', ');
    return `INSERT INTO ${this.name} VALUES (${all.map(() => '?').join(', ')})
      ON CONFLICT (${this.keys.join(', ')}) DO UPDATE SET ${set}
      WHERE excluded.event > event OR (excluded.event = event AND coalesce(excluded.created, -9e18) >= coalesce(created, -9e18))`;
  }
  insert(): string {
    return `INSERT INTO ${this.name} VALUES (${[...this.keys, 'event', 'created', ...this.columns].map(() => '?').join(', ')})`;
  }
  /** The winner at :t for a label's keys. */
  asOf(prefix: string): string {
    const match = this.keys.map((key) => `s.${key} = ${prefix}${key}`).join(' AND ');
    return `SELECT s.rowid FROM ${this.name} s WHERE ${match} AND s.event <= ${prefix}t AND s.event >= ${prefix}t - ${this.ttl}
      ORDER BY s.event DESC, s.created DESC LIMIT 1`;
  }
}

const TABLES = [
  new Table('customer_stats', ['customer_id'], ['avg_purchase', 'n_purchases_7d'], 7n),
  new Table('merchant_stats', ['merchant_id'], ['avg_rating', 'n_disputes_30d'], 30n),
  new Table('transactions', ['customer_id', 'merchant_id'], ['amount', 'hour_of_day'], 1n),
];

class Source {
  readonly folder: string;
  constructor(folder: string) {
    this.folder = folder;
  }
  async *rows(table: Table): AsyncGenerator<any[]> {
    const { parquetReadObjects } = await import('hyparquet');
    for (const file of readdirSync(join(this.folder, table.name))) {
      for (const row of await parquetReadObjects(this.open(join(this.folder, table.name, file)))) {
        const event = BigInt(row.event_timestamp);
        const hour = Number(((((event / 1n) % 86_400_000_000n) + 86_400_000_000n) % 86_400_000_000n) / 3_600_000_000n);
        const keys = table.keys.map((key) => row[key] ?? null);
        if (keys.includes(null)) continue;
        yield [
          ...keys,
          event,
          row.created ?? null,
          ...table.columns.map((c) => (c === 'hour_of_day' ? hour : (row[c] ?? null))),
        ];
      }
    }
  }
  open(path: string): any {
    const bytes = new Uint8Array(readFileSync(path));
    return { file: bytes.buffer, parsers: { timestampFromMicroseconds: (us: bigint) => us } };
  }
}

class Store {
  readonly db: any;
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.db = new Database(join(folder, 'online.sqlite'));
    this.db.pragma('journal_mode = WAL');
    this.db.defaultSafeIntegers(true);
    for (const table of TABLES) this.db.exec(table.create(true));
  }
  async take(source: Source, end: bigint): Promise<void> {
    const rows: [Table, any[]][] = [];
    for (const table of TABLES) {
      for await (const row of source.rows(table)) if (row[table.keys.length] <= end) rows.push([table, row]);
    }
    const statements = new Map(TABLES.map((table) => [table, this.db.prepare(table.upsert())]));
    this.db.transaction(() => rows.forEach(([table, row]) => statements.get(table).run(row)))();
  }
}

module.exports = { Arguments, Source, Store, TABLES, Database };
