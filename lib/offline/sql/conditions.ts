import { ceilTick, floorTick } from './bounds';
import type { Units } from './bounds';
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
 * @param unit of the ticks; the column's own may be coarser
 */
export function within(
  dialect: Dialect,
  { source, columns }: Opened,
  name: string,
  ends: Ends,
  unit: 'us' | 'ns' = ownUnit(dialect, { source, columns }, name),
): Sql[] {
  const { native } = columns.get(name) as TableColumn;
  const own = ownUnit(dialect, { source, columns }, name);
  const partition = name === source.timestampField ? source.datePartitionColumn : undefined;
  return [['>=', ends.min] as const, ['<=', ends.max] as const].flatMap(([operator, given]) => {
    if (given === undefined) return [];
    const tick = unit === own ? given : inMicros(given, operator);
    const day = Number((tick - (((tick % PER_DAY[own]) + PER_DAY[own]) % PER_DAY[own])) / PER_DAY[own]);
    if (day < FIRST_DAY || day > LAST_DAY) return [];
    const compared = (of: string, value: Sql): Sql =>
      operator === '>=' ? sql`${column(of, dialect)} >= ${value}` : sql`${column(of, dialect)} <= ${value}`;
    const time = compared(name, dialect.bound({ type: 'instant', value: tick, unit: own, native }));
    if (partition === undefined) return [time];
    return [time, compared(partition, dialect.bound({ type: 'date', value: day }))];
  });
}

/** Nanoseconds as the first microsecond at or after them, or the last one at or before. */
function inMicros(nanos: bigint, operator: '>=' | '<='): bigint {
  return operator === '>=' ? ceilTick(nanos, 'us') : floorTick(nanos, 'us');
}

/** The ticks that a column's own times are whole numbers of. */
export function ownUnit(dialect: Dialect, { columns }: Opened, name: string): 'us' | 'ns' {
  return dialect.unitOf(columns.get(name) as TableColumn);
}

/** Each column's own ticks; of a source without created times, which nothing is compared with, any. */
export function ownUnits(dialect: Dialect, opened: Opened): Units {
  const { timestampField, createdTimestampColumn } = opened.source;
  const event = ownUnit(dialect, opened, timestampField);
  return {
    event,
    created: createdTimestampColumn === undefined ? event : ownUnit(dialect, opened, createdTimestampColumn),
  };
}
