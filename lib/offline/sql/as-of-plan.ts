import type { Sql } from './sql';

/** What an as-of statement is made of. Names in it are fixed: `key_1`, `feature_1`, … from 1. */
export interface AsOfPlan {
  /** Columns of an entity row: `key_i`, `hi`, `row_id`, and `lo`, `cut` where there are any. */
  readonly entities: Sql;
  /** A feature row: `key_i`, `ts`, `created` (where there is a created column), `feature_i`. No null among keys and ts. */
  readonly history: Sql;
  readonly keys: readonly Sql[];
  readonly features: readonly Sql[];
  /** Nulls of the features' types, for the entity rows' side of the union. */
  readonly nulls: readonly Sql[];
  /** The types of instants and of row numbers. */
  readonly instantType: Sql;
  readonly int64: Sql;
  readonly hasCreated: boolean;
  readonly hasTtl: boolean;
  /** Only rows that were known: `created` at or before `cut`. */
  readonly isCutOff: boolean;
  /** What is selected of each matched row: its features as the driver reads them. */
  readonly outputs: readonly Sql[];
}
