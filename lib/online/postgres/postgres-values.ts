import { isNull } from '../../columns/column';
import type { Column, Times } from '../../columns/column';
import { instantToNs } from '../../time/time';
import type { KeyType, KeyValue, Value, ValueType } from '../../types';
import { timestampText } from '../timestamp-text';

/** Row number → an element of an array's literal, quoted where it must be. */
export type Element = (row: number) => string;

/** `{1,2,NULL}`: an array's literal, one for each column, costs a fraction of a parameter for each value. */
export function arrayLiteral(rows: readonly number[], element: Element): string {
  let text = '{';
  for (let i = 0; i < rows.length; i++) text += i === 0 ? element(rows[i]) : `,${element(rows[i])}`;
  return `${text}}`;
}

export function columnElements(column: Column, place: string): Element {
  const element = presentElements(column, place);
  return column.valid === undefined ? element : (row) => (isNull(column, row) ? 'NULL' : element(row));
}

function presentElements(column: Column, place: string): Element {
  switch (column.type) {
    case 'float32':
    case 'float64':
      return (row) => (Object.is(column.values[row], -0) ? '-0' : String(column.values[row]));
    case 'string':
      return (row) => quotedElement(column.values[row]);
    case 'bytes':
      return (row) => `"\\\\x${hexOf(column.values[row])}"`;
    case 'timestamp':
      return (row) => timestampText(column.values[row], column.unit, place);
    default:
      return (row) => String(column.values[row]);
  }
}

/** Microseconds, exact, and the nanoseconds within them. */
export function timeElements(times: Times | undefined): { us: Element; ns: Element } {
  if (times === undefined) return { us: () => 'NULL', ns: () => '0' };
  const { us, ns } = times;
  const isPlain = (row: number): boolean => Number.isSafeInteger(us[row]) && (ns === undefined || ns[row] >= 0);
  const micros = (row: number): bigint => floorMicros(instantToNs({ us: us[row], ns: ns?.[row] ?? 0 }));
  return {
    us: (row) => (Number.isNaN(us[row]) ? 'NULL' : String(isPlain(row) ? us[row] : micros(row))),
    ns: (row) => {
      if (Number.isNaN(us[row])) return '0';
      if (isPlain(row)) return String(ns?.[row] ?? 0);
      return String(instantToNs({ us: us[row], ns: ns?.[row] ?? 0 }) - micros(row) * 1000n);
    },
  };
}

function floorMicros(nanos: bigint): bigint {
  const micros = nanos / 1000n;
  return nanos % 1000n < 0n ? micros - 1n : micros;
}

function hexOf({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString('hex');
}

export function keyElement(value: KeyValue): string {
  return typeof value === 'string' ? quotedElement(value) : String(value);
}

/** A key as `valueOfSql` would find it in an answer. */
export function keyText(value: KeyValue): string {
  return typeof value === 'string' ? sqlText(value) : String(value);
}

function quotedElement(text: string): string {
  return `"${sqlText(text).replace(/["\\]/g, '\\$&')}"`;
}

/** Postgres' text has no NUL: it is ESC 0, and ESC itself ESC 1. Every other text is as it is. */
function sqlText(text: string): string {
  return /[\0\x1b]/.test(text) ? text.replaceAll('\x1b', '\x1b1').replaceAll('\0', '\x1b0') : text;
}

export function textOfSql(text: string): string {
  return text.includes('\x1b') ? text.replaceAll('\x1b0', '\0').replaceAll('\x1b1', '\x1b') : text;
}

/** What is read, from the server's text. Bytes are hex, and floats the hex of theirs. An int64 beyond ±2^53 is a bigint. */
export function valueOfSql(type: ValueType, text: string | null): Value {
  if (text === null) return null;
  switch (type) {
    case 'int32':
      return Number(text);
    case 'float64':
      return Buffer.from(text, 'hex').readDoubleBE();
    case 'float32':
      return Buffer.from(text, 'hex').readFloatBE();
    case 'int64':
      return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text);
    case 'bigint':
      return BigInt(text);
    case 'bool':
      return text === 't';
    case 'bytes':
      return Uint8Array.from(Buffer.from(text, 'hex'));
    case 'string':
      return textOfSql(text);
    default:
      return text;
  }
}

export function keyOfSql(type: KeyType, text: string): KeyValue {
  return valueOfSql(type, text) as KeyValue;
}
