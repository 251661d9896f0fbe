import type { Clock } from '../../time/time';
import type { RowDatabase, StoredText, TextRow, ViewName } from '../key-value/row-database';
import { viewPrefix } from '../key-value/row-key';
import type { OnlineView } from '../online-store';
import type { RemoteCalls } from '../remote-calls';
import type { BigtableRow, BigtableTable, Cell, Mutation } from './bigtable-client';
import { isMissing, isThereAlready } from './bigtable-trouble';

export interface BigtableRowsOptions {
  /** Seconds; undefined: no row ever expires. */
  readonly ttl: number | undefined;
  readonly clock: Clock;
}

const FAMILY = 'f';
/** Of the entries, which do not expire: a table collects what is old by its family. */
const ENTRIES = 'v';
/** Conditional writes under way at a time. */
const AT_ONCE = 200;
const VERSION = [{ family: FAMILY }, { column: { name: 'version', cellLimit: 1 } }];
const ENTRY = [{ family: ENTRIES }, { column: { name: 'entry', cellLimit: 1 } }];
const DELETE: Mutation = { method: 'delete' };

/**
 * Rows in Bigtable: one table, a row `<project, view><entity key>` for each entity with the cells `f:version` and
 * `f:values`, a JSON object of the features that are not null, as texts; the entries in `v:entry` of the rows
 * `views:<project, view>`. A cell's own time knows milliseconds only, so it is the version's text that is compared.
 */
export class BigtableRows implements RowDatabase {
  readonly #calls: RemoteCalls;
  readonly #table: () => BigtableTable;
  readonly #end: () => Promise<void>;
  readonly #options: BigtableRowsOptions;

  constructor(calls: RemoteCalls, table: () => BigtableTable, end: () => Promise<void>, options: BigtableRowsOptions) {
    this.#calls = calls;
    this.#table = table;
    this.#end = end;
    this.#options = options;
  }

  async entry(view: ViewName): Promise<string | undefined> {
    const [row] = await this.#rows([entryKey(view)], ENTRY);
    return row && cellText(row, 'entry', ENTRIES);
  }

  async swapEntry(view: ViewName, seen: string | undefined, next: string): Promise<boolean> {
    await this.#makeTable();
    const insert = [DELETE, { method: 'insert', data: { [ENTRIES]: { entry: this.#cell(next) } } } as const];
    if (seen === undefined) return !(await this.#check(entryKey(view), ENTRY, { onNoMatch: insert }));
    const isSeen = [...ENTRY, { value: { start: seen, end: seen } }];
    return this.#check(entryKey(view), isSeen, { onMatch: insert });
  }

  async read(
    view: OnlineView,
    features: readonly string[],
    keys: readonly string[],
  ): Promise<(StoredText | undefined)[]> {
    const prefix = viewPrefix(view);
    const rows = await this.#rows(
      keys.map((key) => prefix + key),
      [{ column: { cellLimit: 1 } }],
    );
    const found = new Map(rows.map((row) => [textOf(row.id), row]));
    return keys.map((key) => {
      const row = found.get(prefix + key);
      return row === undefined || this.#isExpired(row) ? undefined : storedText(row, features);
    });
  }

  async write(view: OnlineView, rows: readonly TextRow[]): Promise<number> {
    const names = view.features.map(({ name }) => name);
    const prefix = viewPrefix(view);
    let accepted = 0;
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const some = rows.slice(from, from + AT_ONCE);
      const older = await Promise.all(some.map((row) => this.#put(prefix + row.key, names, row)));
      accepted += older.filter((wasNewer) => !wasNewer).length;
    }
    return accepted;
  }

  async *keys(view: OnlineView): AsyncIterable<{ key: string; version: string }> {
    const prefix = viewPrefix(view);
    for await (const row of this.#scan(prefix)) {
      yield { key: textOf(row.id).slice(prefix.length), version: cellText(row, 'version') ?? '' };
    }
  }

  async sweep(view: ViewName, before: string): Promise<void> {
    const isOlder = [...VERSION, { value: { end: { value: before, inclusive: false } } }];
    for await (const row of this.#scan(viewPrefix(view))) {
      await this.#check(textOf(row.id), isOlder, { onMatch: [DELETE] });
    }
  }

  async close(): Promise<void> {
    if (this.#calls.close()) await this.#end();
  }

  /** Answers whether a newer row stood there, which then stays. The old cells go in the same step. */
  #put(key: string, names: readonly string[], { version, values }: TextRow): Promise<boolean> {
    const isNewer = [...VERSION, { value: { start: { value: version, inclusive: false } } }];
    const present: Record<string, string> = {};
    names.forEach((name, i) => {
      const value = values[i];
      if (value !== null) present[name] = value;
    });
    const cells = { version: this.#cell(version), values: this.#cell(JSON.stringify(present)) };
    return this.#check(key, isNewer, { onNoMatch: [DELETE, { method: 'insert', data: { [FAMILY]: cells } }] });
  }

  async #check(
    key: string,
    filter: readonly object[],
    then: { onMatch?: Mutation[]; onNoMatch?: Mutation[] },
  ): Promise<boolean> {
    const [matched] = await this.#calls.run(() => this.#table().row(key).filter(filter, then));
    return matched;
  }

  /** In the order of their keys; those that are there. */
  async #rows(keys: string[], filter: readonly object[]): Promise<BigtableRow[]> {
    try {
      const [rows] = await this.#calls.run(() => this.#table().getRows({ keys, filter, decode: false }), isMissing);
      return rows;
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async *#scan(prefix: string): AsyncIterable<BigtableRow> {
    const options = { ranges: [{ start: prefix, end: after(prefix) }], filter: VERSION, decode: false };
    const rows = this.#table().createReadStream(options)[Symbol.asyncIterator]();
    for (;;) {
      const next = await this.#calls.run(() => rows.next());
      if (next.done) return;
      yield next.value;
    }
  }

  async #makeTable(): Promise<void> {
    const { ttl } = this.#options;
    const rule = ttl === undefined ? { versions: 1 } : { versions: 1, age: { seconds: ttl, nanos: 0 }, union: true };
    const forEver = { versions: 1 };
    const families = [
      { name: FAMILY, rule },
      { name: ENTRIES, rule: forEver },
    ];
    if (await this.#made(() => this.#table().create({ families }))) return;
    // One of an earlier version has the first family alone.
    await this.#made(() => this.#table().createFamily(ENTRIES, { rule: forEver }));
  }

  /** False where it was there already. */
  async #made(make: () => Promise<unknown>): Promise<boolean> {
    try {
      await this.#calls.run(make, isThereAlready);
      return true;
    } catch (error) {
      if (!isThereAlready(error)) throw error;
      return false;
    }
  }

  #cell(value: string): object {
    return { value: Buffer.from(value), timestamp: Math.floor(this.#options.clock().us / 1000) * 1000 };
  }

  /** Bigtable collects what expired days later. */
  #isExpired({ data }: BigtableRow): boolean {
    const { ttl, clock } = this.#options;
    const written = Number(data[FAMILY]?.['version']?.[0]?.timestamp ?? 0);
    return ttl !== undefined && written + ttl * 1_000_000 <= clock().us;
  }
}

function entryKey(view: ViewName): string {
  return `views:${viewPrefix(view)}`;
}

/** The smallest text that is greater than all that begin with `prefix`, which ends in a comma. */
function after(prefix: string): { value: string; inclusive: false } {
  return { value: `${prefix.slice(0, -1)}-`, inclusive: false };
}

function storedText(row: BigtableRow, features: readonly string[]): StoredText | undefined {
  const version = cellText(row, 'version');
  if (version === undefined) return undefined;
  const values = JSON.parse(cellText(row, 'values') ?? '{}') as Record<string, string>;
  return { version, values: features.map((name) => (Object.hasOwn(values, name) ? values[name] : null)) };
}

function cellText({ data }: BigtableRow, column: string, family: string = FAMILY): string | undefined {
  const cell: Cell | undefined = data[family]?.[column]?.[0];
  return cell && textOf(cell.value);
}

function textOf(value: Uint8Array | string): string {
  return typeof value === 'string' ? value : Buffer.from(value).toString();
}
