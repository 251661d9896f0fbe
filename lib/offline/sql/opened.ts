import type { TableSource } from '../../definitions/table-source';
import type { TableColumn } from './dialect';

/** A source that is there, with its columns. */
export interface Opened {
  readonly source: TableSource;
  readonly columns: ReadonlyMap<string, TableColumn>;
}
