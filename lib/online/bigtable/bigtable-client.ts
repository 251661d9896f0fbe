export type RawFilter = object | readonly object[];

export interface Cell {
  readonly value: Uint8Array | string;
  /** Microseconds since 1970. */
  readonly timestamp: number | string;
}

/** A row as it was read with `decode: false`. */
export interface BigtableRow {
  readonly id: Uint8Array | string;
  readonly data: Readonly<Record<string, Readonly<Record<string, readonly Cell[]>>>>;
}

export interface Mutation {
  readonly method: 'insert' | 'delete';
  readonly data?: object;
}

export interface BigtableTable {
  create(options: object): Promise<unknown>;
  createFamily(name: string, options: object): Promise<unknown>;
  getRows(options: object): Promise<[BigtableRow[], ...unknown[]]>;
  createReadStream(options: object): AsyncIterable<BigtableRow>;
  row(key: string): {
    /** One atomic step: looks whether the filter lets a cell through, and does what is for that case. Answers [whether]. */
    filter(filter: RawFilter, then: { onMatch?: Mutation[]; onNoMatch?: Mutation[] }): Promise<[boolean, ...unknown[]]>;
  };
}

/** What is needed of a `Bigtable` of the package `@google-cloud/bigtable`. */
export interface BigtableClient {
  instance(id: string): { table(id: string): BigtableTable };
  close?(): Promise<unknown>;
}
