/** Two submissions whose code is much alike. Names, never a judgement. */
export interface AlikePair {
  readonly left: string;
  readonly right: string;
  /** 0-1: how much of the two is in both, what the starter brings left out. */
  readonly similarity: number;
  /** File for file the same. */
  readonly identical: boolean;
}
