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
  DataFrame: new (columns: Record<string, unknown[]>) => DataFrame;
}

/** @throws PackageError where danfojs-node, which the user brings, is not installed */
export function toDanfo(columns: Record<string, unknown[]>): DataFrame {
  return new (danfo().DataFrame)(columns);
}

/** Loaded only here: it takes a second. */
function danfo(): Danfo {
  return loadPackage('danfojs-node', 'toDataFrame()') as Danfo;
}
