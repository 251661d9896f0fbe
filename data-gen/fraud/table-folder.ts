import { uniform } from '../random';
import { openTable, type TableColumns, type TableFile } from '../write-table';

/** How rows lie in the files of a table. */
export interface Layout {
  /** Parquet files in each table's folder, 1 to 10,000; one where absent. Rows are dealt out by chance. */
  readonly files?: number | undefined;
  /** Rows in no order, within blocks of 65,536; in the order in which they come where absent. */
  readonly shuffleSeed?: number | undefined;
}

const BLOCK = 65_536;
const DRAW = { file: 501, place: 502 } as const;

/** So that what all files hold in memory together does not grow with their number. */
function rowGroup(files: number): number {
  return Math.max(256, Math.ceil(BLOCK / files));
}

/** A table that is written to one or more files. */
export class TableFolder {
  readonly #files: readonly TableFile[];
  readonly #seed: number | undefined;
  #block: object[] = [];
  #rows = 0;
  #dealt = 0;

  private constructor(files: readonly TableFile[], seed: number | undefined) {
    this.#files = files;
    this.#seed = seed;
  }

  static async open(paths: readonly string[], columns: TableColumns, { shuffleSeed }: Layout): Promise<TableFolder> {
    const files: TableFile[] = [];
    try {
      for (const path of paths) files.push(await openTable(path, columns, rowGroup(paths.length)));
    } catch (error) {
      for (const file of files) await file.abandon();
      throw error;
    }
    return new TableFolder(files, shuffleSeed);
  }

  get rows(): number {
    return this.#rows;
  }

  async append(row: object): Promise<void> {
    this.#rows += 1;
    if (this.#seed === undefined) return this.#put(row);
    this.#block.push(row);
    if (this.#block.length === BLOCK) await this.#flush(this.#seed);
  }

  async finish(): Promise<void> {
    if (this.#seed !== undefined) await this.#flush(this.#seed);
    for (const file of this.#files) await file.finish();
  }

  async abandon(): Promise<void> {
    for (const file of this.#files) await file.abandon();
  }

  async #put(row: object): Promise<void> {
    const which = Math.floor(uniform(this.#seed ?? 0, this.#dealt, 0, DRAW.file) * this.#files.length);
    this.#dealt += 1;
    await this.#files[which].append(row);
  }

  async #flush(seed: number): Promise<void> {
    const block = this.#block;
    this.#block = [];
    for (let last = block.length - 1; last > 0; last -= 1) {
      const other = Math.floor(uniform(seed, this.#rows, last, DRAW.place) * (last + 1));
      [block[last], block[other]] = [block[other], block[last]];
    }
    for (const row of block) await this.#put(row);
  }
}
