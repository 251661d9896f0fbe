import { isNull } from '../../columns/column';
import type { Column } from '../../columns/column';
import type { StagedRows } from '../sql/warehouse';

/** Rows of one piece that is sent. */
const ROWS = 8_192;

/** The rows in the binary form of COPY: exact, and nothing in it can be taken for a command. */
export function* copyRows({ length, columns }: StagedRows): Generator<Buffer> {
  yield Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
  for (let from = 0; from < length; from += ROWS) {
    yield piece(
      columns.map(({ column }) => column),
      from,
      Math.min(from + ROWS, length),
    );
  }
  yield Buffer.from([0xff, 0xff]);
}

function piece(columns: readonly Column[], from: number, to: number): Buffer {
  const texts = columns.map((column) => (column.type === 'string' ? encoded(column.values, from, to) : undefined));
  const textBytes = texts.reduce((sum, all) => sum + (all ?? []).reduce((total, text) => total + text.length, 0), 0);
  const out = Buffer.allocUnsafe((to - from) * (2 + columns.length * 12) + textBytes);
  let at = 0;
  for (let row = from; row < to; row++) {
    at = out.writeInt16BE(columns.length, at);
    columns.forEach((column, c) => {
      const text = texts[c]?.[row - from];
      at = isNull(column, row) || text?.includes(0) ? out.writeInt32BE(-1, at) : value(column, row, text, out, at);
    });
  }
  return out.subarray(0, at);
}

function value(column: Column, row: number, text: Buffer | undefined, out: Buffer, at: number): number {
  if (text) return out.writeInt32BE(text.length, at) + text.copy(out, at + 4);
  if (column.values instanceof Int32Array) return out.writeInt32BE(column.values[row], out.writeInt32BE(4, at));
  const wide = (column.values as BigInt64Array)[row];
  return out.writeBigInt64BE(column.type === 'timestamp' ? sinceThen(wide) : wide, out.writeInt32BE(8, at));
}

/** Postgres counts from 2000, and knows the times from 4713 BC to the year 294276; a bound beyond is the last of them. */
function sinceThen(micros: bigint): bigint {
  const since = micros - 946_684_800_000_000n;
  return since < FIRST ? FIRST : since > LAST ? LAST : since;
}

const FIRST = -211_813_488_000_000_000n;
const LAST = 9_223_371_331_199_999_999n;

/** No text of Postgres has a zero in it: a key that has one (it becomes null) matches nothing. */
function encoded(values: readonly string[], from: number, to: number): Buffer[] {
  return values.slice(from, to).map((text) => Buffer.from(text, 'utf8'));
}
