import type { SqlValue } from '../sql/sql';

/**
 * A value as it stands in a statement, as the protocol binds none: digits, or the bytes of a text in hexadecimal digits,
 * so that nothing in it can end anything, whatever the session takes a backslash for. Spark makes a constant of it.
 */
export function literal(value: SqlValue): string {
  switch (value.type) {
    case 'int64':
      return `CAST('${String(value.value)}' AS BIGINT)`;
    case 'string':
      return `CAST(X'${Buffer.from(value.value, 'utf8').toString('hex')}' AS STRING)`;
    case 'date':
      return `date_from_unix_date(${String(value.value)})`;
    case 'instant': {
      const time = `timestamp_micros(CAST('${String(value.value)}' AS BIGINT))`;
      return value.native === 'TIMESTAMP_NTZ' ? `CAST(${time} AS TIMESTAMP_NTZ)` : time;
    }
  }
}
