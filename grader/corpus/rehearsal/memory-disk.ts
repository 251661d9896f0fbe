import { dirname } from 'node:path';
import type { Columns } from '../../worlds/write-world';

/** Rows of a Parquet file as hyparquet reads them: integers and times as bigints. */
export type ParquetRows = readonly Readonly<Record<string, bigint | number | null>>[];

/** Files in memory: texts, and Parquet files of which the rows are kept and no bytes. */
export class MemoryDisk {
  readonly #files = new Map<string, string | Uint8Array>();
  readonly #folders = new Set<string>();
  /** A Parquet file's content is the number of its rows' place here. */
  readonly #tables: ParquetRows[] = [];

  writeParquet(path: string, rows: ParquetRows): void {
    this.mkdirSync(dirname(path));
    this.#files.set(path, new Uint8Array(new Uint32Array([this.#tables.push(rows) - 1]).buffer));
  }

  parquetOf(content: ArrayBufferLike): ParquetRows {
    return this.#tables[new Uint32Array(content)[0]];
  }

  copy(from: string, to: string): void {
    this.mkdirSync(to);
    for (const [path, content] of [...this.#files]) {
      if (path.startsWith(`${from}/`)) this.#files.set(`${to}${path.slice(from.length)}`, content);
    }
  }

  // What the scripts of the corpus use of node:fs, under its names.

  readonly existsSync = (path: string): boolean => this.#files.has(path) || this.#folders.has(path);

  readonly mkdirSync = (path: string): void => {
    for (let at = path; !this.#folders.has(at) && at !== dirname(at); at = dirname(at)) this.#folders.add(at);
  };

  readonly readdirSync = (folder: string): string[] => {
    const inside = (path: string): boolean => dirname(path) === folder && path !== folder;
    return [...this.#files.keys(), ...this.#folders]
      .filter(inside)
      .map((path) => path.slice(folder.length + 1))
      .sort();
  };

  readonly readFileSync = (path: string): string | Uint8Array => {
    const content = this.#files.get(path);
    if (content === undefined) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
    return content;
  };

  readonly writeFileSync = (path: string, content: string): void => {
    if (!this.#folders.has(dirname(path))) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
    this.#files.set(path, content);
  };

  readonly renameSync = (from: string, to: string): void => {
    this.#files.set(to, this.readFileSync(from));
    this.#files.delete(from);
  };

  readonly rmSync = (path: string): void => {
    this.#files.delete(path);
  };

  readonly statSync = (path: string): { readonly size: number } => ({
    // More rows are more bytes.
    size: path.endsWith('.parquet') ? this.parquetOf((this.readFileSync(path) as Uint8Array).buffer).length : 1,
  });
}

/** The rows of columns without nulls. */
export function rowsOfColumns(columns: Columns, isDouble: (name: string) => boolean): ParquetRows {
  const all = Object.entries(columns);
  const { length } = all[0][1];
  return Array.from({ length }, (_, i) =>
    Object.fromEntries(all.map(([name, values]) => [name, isDouble(name) ? values[i] : BigInt(values[i])])),
  );
}
