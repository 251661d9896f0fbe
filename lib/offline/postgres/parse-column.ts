import type { Column } from '../../columns/column';
import { columnOf } from '../sql/column-of';
import type { DriverValue } from '../sql/column-of';
import type { AnswerColumn } from '../sql/dialect';

/** Column `c` of these rows, whose values are the server's texts. */
export function parsedColumn(answer: AnswerColumn, rows: readonly (readonly (string | null)[])[], c: number): Column {
  const parse =
    answer.from === 'float32' || answer.type === 'float32'
      ? (text: string) => Math.fround(Number(text))
      : PARSE[answer.type];
  return columnOf(
    answer,
    rows.map((row) => {
      const text = row[c];
      return text === null ? null : parse(text);
    }),
  );
}

const PARSE: Readonly<Record<AnswerColumn['type'], (text: string) => DriverValue>> = {
  int32: Number,
  int64: BigInt,
  bigint: BigInt,
  timestamp: BigInt,
  float32: Number,
  float64: Number,
  string: (text) => text,
  bool: (text) => text === 't',
  bytes: (text) => Buffer.from(text.slice(2), 'hex'),
};
