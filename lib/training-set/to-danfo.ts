import { PackageError } from '../errors';

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

function danfo(): Danfo {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- optional, and loaded only here: it takes a second
    return require('danfojs-node') as Danfo;
  } catch (error) {
    throw new PackageError(
      'PACKAGE_MISSING',
      'toDataFrame() needs the package danfojs-node, which is not installed',
      'npm install danfojs-node, or use toRows() or toArrow()',
      { cause: error },
    );
  }
}
