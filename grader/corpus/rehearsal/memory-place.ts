import type { Row } from '../../fraud/world';
import type { Context } from '../../run/context';
import { STORE } from '../../run/workplace';
import type { Workplace } from '../../run/workplace';
import { rowsOfColumns } from './memory-disk';
import type { MemoryDisk, ParquetRows } from './memory-disk';

/** Paths that are nobody's yet. */
export class MemoryPlace implements Pick<Workplace, 'path' | 'newStore'> {
  #paths = 0;

  constructor(readonly disk: MemoryDisk) {}

  path(name: string): string {
    this.#paths += 1;
    return `/${name}-${String(this.#paths)}`;
  }

  newStore({ isThere = true }: { readonly isThere?: boolean } = {}): string {
    const online = this.path('online');
    if (isThere) this.disk.mkdirSync(`${online}/${STORE}`);
    return online;
  }
}

/** Writes the checks' data to the disk in memory. */
export function memoryFiles(disk: MemoryDisk): Context['files'] {
  return {
    writeTables: (folder, tables) => {
      for (const [table, columns] of Object.entries(tables)) {
        disk.writeParquet(`${folder}/${table}/part-0.parquet`, rowsOfColumns(columns, isDouble));
      }
    },
    writeWorld: (folder, world, options) => {
      const { emptyFile, files: names = ['part-0.parquet'] } = options ?? {};
      for (const [table, rows] of Object.entries(world)) {
        for (let place = 0; place < names.length; place++) {
          const dealt = rows.filter((_, row) => row % names.length === place);
          disk.writeParquet(`${folder}/${table}/${names[place]}`, rowsOf(dealt));
        }
        if (emptyFile !== undefined) disk.writeParquet(`${folder}/${table}/${emptyFile}`, []);
      }
    },
    writeLabels: (file, labels) => {
      disk.writeParquet(file, rowsOf(labels as unknown as readonly Row[]));
    },
  };
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
