import type { Column, TimeUnit } from '../../columns/column';
import type { AsOfOptions, Candidates } from '../../join/as-of';
import type { FileStamp } from '../../file-stamp';
import type { EntityOrder } from '../../join/entity-order';
import type { NewestRows, SourceRows, ViewColumn, Window } from '../offline-store';

/** A row group to decode, and what it needs to be told apart. */
export interface GroupRef {
  readonly path: string;
  readonly place: string;
  /** The file as its footer was read: what was decoded of another one is not taken. */
  readonly stamp: FileStamp;
  readonly rowGroup: number;
  readonly rows: number;
  /** The position of its first row in source order. */
  readonly first: number;
}

/** Column names of a source that times are read from. */
export interface TimeColumns {
  readonly event: string;
  readonly created: string | undefined;
}

/** A column to fetch, with the resolution that its timestamps shall have. */
export interface FetchColumn extends ViewColumn {
  readonly unit: TimeUnit | undefined;
}

/** Decode columns of the groups, for the task that comes next. */
export interface AheadTask {
  readonly groups: readonly GroupRef[];
  readonly columns: readonly string[];
}

/** Offer the groups' rows to the entity rows. */
export interface PlaceTask {
  readonly groups: readonly GroupRef[];
  readonly keys: readonly ViewColumn[];
  readonly times: TimeColumns;
  readonly order: Omit<EntityOrder, 'rows'>;
  readonly options: AsOfOptions;
}

/** Fetch `rows[i]` (numbers within the group, any order) of `groups[i]`; answered one after the other. */
export interface FetchTask {
  readonly groups: readonly GroupRef[];
  readonly rows: readonly Int32Array[];
  readonly columns: readonly FetchColumn[];
}

/** Find the newest row of each key within the window, ordered by key. */
export interface NewestTask {
  readonly groups: readonly GroupRef[];
  readonly keys: readonly FetchColumn[];
  readonly features: readonly FetchColumn[];
  readonly times: TimeColumns;
  readonly window: Window;
}

/** Find every row of one key. */
export interface KeyRowsTask {
  readonly groups: readonly GroupRef[];
  readonly keys: readonly FetchColumn[];
  readonly features: readonly FetchColumn[];
  readonly times: TimeColumns;
  readonly key: readonly Column[];
}

/** Read a whole file as an Arrow IPC stream. */
export interface TableTask {
  readonly groups: readonly GroupRef[];
}

/** What a decoder thread can be asked, and what it answers. */
export interface Tasks {
  ahead: { task: AheadTask; answer: undefined };
  place: { task: PlaceTask; answer: Candidates };
  fetch: { task: FetchTask; answer: Column[] };
  newest: { task: NewestTask; answer: NewestRows };
  keyRows: { task: KeyRowsTask; answer: SourceRows };
  table: { task: TableTask; answer: Uint8Array };
}
