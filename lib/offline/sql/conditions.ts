import type { Dialect, TableColumn } from './dialect';
import { column } from './relation';
import { sql } from './sql';
import type { Sql } from './sql';
import type { Opened } from './opened';

/** The years 1 to 9999, which every database has; a bound beyond them bounds nothing. */
const FIRST_DAY = -719_162;
const LAST_DAY = 2_932_896;
const PER_DAY = { us: 86_400_000_000n, ns: 86_400_000_000_000n } as const;

/** Ticks, ends included; nothing bounds what is absent. */
export interface Ends {
  readonly min?: bigint | undefined;
  readonly max?: bigint | undefined;
}

/**
 * A time column between two ticks, ends included, said of the column as it is and not of what is made of it: so the
 * database can skip what lies outside (an index, a partition, a row group). For the source's event time also of the
 * column by whose days it is partitioned.
 */
export function within(dialect: Dialect, { source, columns }: Opened, name: string, ends: Ends): Sql[] {
  const unit = dialect.unitOf(timeColumns({ source, columns }));
  const { native } = columns.get(name) as TableColumn;
  const partition = name === source.timestampField ? source.datePartitionColumn : undefined;
  return [['>=', ends.min] as const, ['<=', ends.max] as const].flatMap(([operator, tick]) => {
    if (tick === undefined) return [];
    const day = Number((tick - (((tick % PER_DAY[unit]) + PER_DAY[unit]) % PER_DAY[unit])) / PER_DAY[unit]);
    if (day < FIRST_DAY || day > LAST_DAY) return [];
    const compared = (of: string, value: Sql): Sql =>
      operator === '>=' ? sql`${column(of, dialect)} >= ${value}` : sql`${column(of, dialect)} <= ${value}`;
    const time = compared(name, dialect.bound({ type: 'instant', value: tick, unit, native }));
    if (partition === undefined) return [time];
    return [time, compared(partition, dialect.bound({ type: 'date', value: day }))];
  });
}

/** The columns of a source that say when: what decides how fine its instants are. */
export function timeColumns({ source, columns }: Opened): TableColumn[] {
  const names = [source.timestampField, source.createdTimestampColumn].filter((name) => name !== undefined);
  return names.map((name) => columns.get(name) as TableColumn);
}
