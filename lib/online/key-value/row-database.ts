import type { OnlineView } from '../online-store';

export type ViewName = Pick<OnlineView, 'project' | 'name'>;

/** A row as texts: its entity key (see row-key.ts), its version (see version.ts), its features; null = no value. */
export interface TextRow {
  readonly key: string;
  readonly version: string;
  /** In the order of the view's features. */
  readonly values: readonly (string | null)[];
}

/** What is read of a row: the features asked for, in the order asked. There may be more behind them. */
export interface StoredText {
  readonly version: string;
  readonly values: readonly (string | null)[];
}

/**
 * A key-value database as `KeyValueStore` needs it: rows of texts by view and entity key, and one text, the entry, for
 * each view. Every method is one or more calls over the network; what fails is a StoreError.
 */
export interface RowDatabase {
  entry(view: ViewName): Promise<string | undefined>;
  /** Puts `next` where `seen` still stands, undefined being nothing, in one atomic step. Answers whether it did. */
  swapEntry(view: ViewName, seen: string | undefined, next: string): Promise<boolean>;
  /** Makes room for the view's rows, where the database needs it. */
  prepare?(view: ViewName): Promise<void>;
  /** Answers in the order of `keys`, which are distinct. */
  read(view: OnlineView, features: readonly string[], keys: readonly string[]): Promise<(StoredText | undefined)[]>;
  /**
   * Each row whole, in one atomic step, unless a row with a greater version is stored. Keys are distinct.
   * @returns how many it accepted
   */
  write(view: OnlineView, rows: readonly TextRow[]): Promise<number>;
  /** Every row's key and version. */
  keys(view: OnlineView): AsyncIterable<{ readonly key: string; readonly version: string }>;
  /** Deletes the view's rows whose version is smaller than `before`, and no others, whoever writes meanwhile. */
  sweep(view: ViewName, before: string): Promise<void>;
  /** Takes the view's room away with all that is in it, where it is cheaper than deleting the rows. */
  remove?(view: ViewName): Promise<void>;
  close(): Promise<void>;
}
