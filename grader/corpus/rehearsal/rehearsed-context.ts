import type { View } from '../../fraud/views';
import type { Label, Row, World } from '../../fraud/world';
import { ORACLE } from '../../oracle/oracle';
import { Context } from '../../run/context';
import type { Scripts } from '../../run/scripts';
import { STORE } from '../../run/workplace';
import type { Workplace } from '../../run/workplace';
import type { BigWorld } from '../../worlds/big-world';
import type { WriteOptions } from '../../worlds/write-world';
import { MemoryDisk, rowsOfColumns } from './memory-disk';
import type { ParquetRows } from './memory-disk';
import { RehearsedScripts } from './rehearsed-scripts';

/** What the checks have to work with, its files in memory. */
export class RehearsedContext extends Context {
  readonly #disk: MemoryDisk;
  readonly #data = new Map<World, string>();

  constructor(seed: number, views: readonly View[], folder: string) {
    const disk = new MemoryDisk();
    const scripts: Pick<Scripts, 'train' | 'materialize' | 'serve'> = new RehearsedScripts(disk, folder);
    super(seed, views, new MemoryPlace(disk) as unknown as Workplace, scripts as Scripts, ORACLE);
    this.#disk = disk;
  }

  override dataOf(world: World, options: WriteOptions = {}): string {
    const known = this.#data.get(world);
    if (known !== undefined) return known;
    const folder = this.place.path('data');
    this.#write(folder, world, options);
    this.#data.set(world, folder);
    return folder;
  }

  override bigDataOf({ tables, world }: BigWorld): string {
    const folder = this.place.path('data');
    for (const [table, columns] of Object.entries(tables)) {
      this.#disk.writeParquet(`${folder}/${table}/part-0.parquet`, rowsOfColumns(columns, isDouble));
    }
    this.#data.set(world, folder);
    return folder;
  }

  override labelsFile(labels: readonly Label[]): string {
    const file = this.place.path('labels.parquet');
    this.#disk.writeParquet(file, rowsOf(labels as unknown as readonly Row[]));
    return file;
  }

  #write(folder: string, world: World, { emptyFile, files = ['part-0.parquet'] }: WriteOptions): void {
    for (const [table, rows] of Object.entries(world)) {
      for (const [place, name] of files.entries()) {
        const mine = rows.filter((_, i) => i % files.length === place);
        this.#disk.writeParquet(`${folder}/${table}/${name}`, rowsOf(mine));
      }
      if (emptyFile !== undefined) this.#disk.writeParquet(`${folder}/${table}/${emptyFile}`, []);
    }
  }
}

/** Paths that are nobody's yet. */
class MemoryPlace implements Pick<Workplace, 'path' | 'newStore'> {
  #made = 0;

  constructor(readonly disk: MemoryDisk) {}

  path(name: string): string {
    return `/${String(this.#made++)}-${name}`;
  }

  newStore({ isThere = true }: { readonly isThere?: boolean } = {}): string {
    const folder = this.path('online');
    if (isThere) this.disk.mkdirSync(`${folder}/${STORE}`);
    return folder;
  }
}

const DOUBLES = ['avg_purchase', 'avg_rating', 'amount'];
const isDouble = (name: string): boolean => DOUBLES.includes(name);

function rowsOf(rows: readonly Row[]): ParquetRows {
  const valueOf = (name: string, value: number | null): bigint | number | null =>
    value === null || isDouble(name) ? value : BigInt(value);
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, valueOf(name, value)])),
  );
}
