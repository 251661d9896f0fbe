import type { TimeUnit } from '../../columns/column';
import type { ValueType } from '../../types';
import type { SourceColumn } from '../offline-store';
import type { AsOfPlan } from './as-of-plan';
import type { Sql, SqlValue } from './sql';

/** A column of a table as the database has it. */
export interface TableColumn extends SourceColumn {
  /** Its type in the dialect's words, one of a fixed list, fit for CAST; '' where `type` is undefined. */
  readonly native: string;
}

/** What two engines' SQL differs in. */
export interface Dialect {
  /** For messages: `DuckDB`. */
  readonly name: string;
  /** A name as the database takes it letter for letter. */
  quote(name: string): string;
  /** What the database makes of a name without quotes, where that is another one: tried where there is none letter for letter. */
  readonly folded?: (name: string) => string;
  /** A table's whole name in its parts, where the one in the source may be short of some. */
  readonly table?: (parts: readonly string[]) => readonly string[];
  /** The type of 64-bit integers, row numbers among them. */
  readonly int64: string;
  /** The ticks in which it compares times of such a column. */
  unitOf(column: TableColumn): 'us' | 'ns';
  /** A time column as instants are compared here; null where it is no finite time. */
  instant(column: Sql, from: TableColumn, unit: 'us' | 'ns'): Sql;
  /** The type of what `instant` answers, for CAST(NULL AS …). */
  instantType(unit: 'us' | 'ns'): string;
  /** A staged column of instants, as `instant` answers them. */
  staged(column: Sql, unit: 'us' | 'ns'): Sql;
  /** A staged column of texts as they are, where they are staged in another form. */
  readonly stagedText?: (column: Sql) => Sql;
  /** A key column, where equal means the same value bit for bit. */
  key(column: Sql, type: 'int' | 'string'): Sql;
  /** A value compared with a column of that type, so that the scan is narrowed. */
  bound(value: SqlValue): Sql;
  /** A column of the answer, in the form in which the driver reads it exactly. */
  output(column: Sql, from: TableColumn): Sql;
  /** The as-of plan where the engine has a better one than the common one. */
  readonly asOf?: (plan: AsOfPlan) => Sql;
}

/** A column of a statement's answer, as the driver hands it over. */
export interface AnswerColumn {
  /** The source's column, for messages. */
  readonly name?: string;
  readonly type: ValueType;
  readonly unit?: TimeUnit | undefined;
  /** The column's own type, where a narrower one fits: a float32 that is sent as a text is read as one. */
  readonly from?: ValueType | undefined;
}
