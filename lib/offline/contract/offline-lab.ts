import type { SqlEngine } from '../../definitions/table-source';
import type { TestColumn } from '../../testing/arrow-table';
import type { OfflineStore } from '../offline-store';

/** A database to try an offline store on. */
export interface OfflineLab {
  readonly engine: SqlEngine;
  readonly store: OfflineStore;
  /** The finest time that its tables hold. */
  readonly unit: 'us' | 'ns';
  /** The types that its tables have; a wider one stands for what is missing. */
  readonly types: readonly string[];
  /** Can its answers not have NaN and the infinities? */
  readonly isFinite?: boolean;
  /** Makes the table anew, with these rows. */
  create(table: readonly string[], columns: readonly TestColumn[]): Promise<void>;
  drop(table: readonly string[]): Promise<void>;
  /** A table as a query names it. */
  named(table: string): string;
  /** Tables that a run left behind, in any session. */
  leftovers(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export type OpenLab = () => Promise<OfflineLab>;
