/** What reading costs, in what can be counted. */
export interface ReadCost {
  /** Files opened; one that is opened again counts again. */
  readonly files: number;
  /** Row groups decoded; for each set of columns again. */
  readonly rowGroups: number;
  /** Bytes read from files. */
  readonly bytes: number;
}

/** Adds up. */
export interface CostMeter {
  add(cost: Partial<ReadCost>): void;
  /** All since the start, or since `reset`. */
  total(): ReadCost;
  reset(): void;
}

export function createCostMeter(): CostMeter {
  let total: ReadCost = NOTHING;
  return {
    add: ({ files = 0, rowGroups = 0, bytes = 0 }) => {
      total = { files: total.files + files, rowGroups: total.rowGroups + rowGroups, bytes: total.bytes + bytes };
    },
    total: () => total,
    reset: () => {
      total = NOTHING;
    },
  };
}

const NOTHING: ReadCost = { files: 0, rowGroups: 0, bytes: 0 };
