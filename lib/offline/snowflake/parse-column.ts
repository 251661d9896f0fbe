import type { Column } from '../../columns/column';
import { SourceError } from '../../errors';
import { columnOf } from '../sql/column-of';
import type { DriverValue } from '../sql/column-of';
import type { AnswerColumn } from '../sql/dialect';
import type { SnowflakeRow } from './snowflake-client';

/**
 * Column `c` of these rows, whose values are texts, or numbers where the statement counts.
 * @throws SourceError for an integer or a time that 64 bits do not hold
 */
export function parsedColumn(answer: AnswerColumn, rows: readonly SnowflakeRow[], c: number): Column {
  const parse = PARSE[answer.type];
  return columnOf(
    answer,
    rows.map((row) => {
      const value = row[c] as string | number | null;
      return value === null ? null : parse(String(value), answer);
    }),
  );
}

const PARSE: Readonly<Record<AnswerColumn['type'], (text: string, answer: AnswerColumn) => DriverValue>> = {
  int32: Number,
  int64: wide,
  bigint: wide,
  timestamp: wide,
  float32: float,
  float64: float,
  string: (text) => text,
  bool: (text) => text === 'true',
  bytes: (text) => Buffer.from(text, 'hex'),
};

/** A NUMBER has up to 38 digits, and a time of nine digits reaches the year 9999. */
function wide(text: string, { name = '' }: AnswerColumn): bigint {
  const value = BigInt(text);
  if (BigInt.asIntN(64, value) === value) return value;
  throw new SourceError(
    'SOURCE_UNREADABLE',
    `column ${name} has a value that 64 bits do not hold: ${text}`,
    'leave such rows out by a query as the source; a time beyond 2262 fits as TIMESTAMP_NTZ(6)',
  );
}

/** `1.0000000000000001e-01`, `NaN`, `inf`, `-inf`. */
function float(text: string): number {
  return /inf/i.test(text) ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);
}
