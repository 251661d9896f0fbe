import { loadPackage } from '../load-package';

/** The least of danfo's DataFrame that is promised here; the rest is danfo's own documentation. */
export interface DataFrame {
  readonly shape: [number, number];
  readonly columns: string[];
  /** danfo's own guess from the values: `int32` is all it has for whole numbers. */
  readonly dtypes: string[];
  head(rows?: number): DataFrame;
  loc(part: { rows?: (string | number)[]; columns?: string[] }): DataFrame;
  /** Count, mean, deviation and so on of each column. It throws where one is of times. */
  describe(): DataFrame;
  groupby(columns: string[]): { col(columns: string[]): { mean(): DataFrame } };
  print(): void;
}

interface Danfo {
  DataFrame: new (data: Record<string, unknown[]> | [], options?: { columns: string[] }) => DataFrame;
}

/** @throws PackageError where danfojs-node, which the user brings, is not installed */
export function toDanfo(columns: Record<string, unknown[]>): DataFrame {
  const { DataFrame } = danfo();
  const names = Object.keys(columns);
  // Of columns without values danfo cannot guess a type, and throws; of no rows it can.
  return columns[names[0] ?? '']?.length ? new DataFrame(columns) : new DataFrame([], { columns: names });
}

/** Loaded only here: it takes a second. */
function danfo(): Danfo {
  return loadPackage('danfojs-node', 'toDataFrame()') as Danfo;
}
