import { numeric } from './values';
import type { Got } from './values';

/** The submission's training set, by column. */
export interface TrainingSet {
  readonly rows: number;
  readonly columns: Readonly<Record<string, readonly Got[]>>;
}

/** What grader/inside/read-parquet.mjs prints: bigints, NaN and the like have no JSON, so they are tagged. */
type Printed = number | string | null | { readonly int: string } | { readonly odd: string };

export function trainingSetOf(text: string): TrainingSet {
  const { rows, columns } = JSON.parse(text) as { rows: number; columns: Record<string, Printed[]> };
  return {
    rows,
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, all]) => [name, all.map((value) => numeric(name, gotOf(value)))]),
    ),
  };
}

function gotOf(value: Printed): Got {
  if (typeof value !== 'object' || value === null) return value;
  return 'int' in value ? BigInt(value.int) : value;
}
