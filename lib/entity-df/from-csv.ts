import { parse } from 'csv-parse/sync';
import { InputError } from '../errors';
import type { KeyType, ValueType } from '../types';
import { fromCell } from '../columns/value-forms';
import type { RequestFields, WantedKeys } from './entity-df';
import { wrongKey } from './key-column';
import { EVENT_TIMESTAMP } from './time-column';

/**
 * The columns of a CSV text with a header. Join keys take the view's key type, fields of the request their declared
 * one; other columns are int64, float64 or bool where every value is one and a training set writes the same text again
 * ("0012" stays a string); an empty cell is null.
 * Times stay text: `fromValues` reads them.
 * @throws InputError for broken CSV (with its line) and for a key that is not of its type (with its row)
 */
export function columnsOfCsv(
  text: string,
  wanted: WantedKeys,
  fields: RequestFields = new Map(),
): { columns: Map<string, unknown[]>; length: number } {
  const { columns, length } = cellsOfCsv(text);
  const typedColumn = ([name, cells]: [string, Cells]): [string, unknown[]] => {
    const key = wanted.get(name);
    if (key !== undefined) return [name, cells.map((cell, row) => keyCell(name, key, cell, row))];
    const field = name === EVENT_TIMESTAMP ? undefined : fields.get(name);
    return [name, field === undefined ? typed(name, cells) : cells.map((cell) => fieldCell(field, cell))];
  };
  return { columns: new Map([...columns].map(typedColumn)), length };
}

/** A column's cells as they stand; null where one is empty. */
export type Cells = readonly (string | null)[];

/** The cells of a CSV text with a header. @throws InputError for broken CSV (with its line) */
export function cellsOfCsv(text: string): { columns: Map<string, Cells>; length: number } {
  const [header = [], ...records] = parseCsv(text);
  const twice = header.find((name, i) => header.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new InputError('INPUT_INVALID', `the CSV has two columns ${twice}`, 'give each column a name of its own');
  }
  const cells = (i: number): Cells => records.map((record) => (record[i] === '' ? null : record[i]));
  return { columns: new Map(header.map((name, i) => [name, cells(i)])), length: records.length };
}

function parseCsv(text: string): string[][] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true, relax_column_count: false });
  } catch (error) {
    throw new InputError(
      'INPUT_INVALID',
      `the CSV is broken: ${error instanceof Error ? error.message : String(error)}`,
      'give every line as many cells as the header, quotes in pairs',
    );
  }
}

function keyCell(name: string, type: KeyType, cell: string | null, row: number): unknown {
  if (cell === null || type === 'string') return cell;
  if (!/^-?\d+$/.test(cell)) throw wrongKey(name, type, row, cell);
  return exactInt(cell);
}

/** What is no value of the type stays text, for the refusal. */
function fieldCell(type: ValueType, cell: string | null): unknown {
  const value = fromCell(type, cell);
  return type === 'int64' && typeof value === 'bigint' ? exactInt(String(value)) : value;
}

function exactInt(digits: string): number | bigint {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : BigInt(digits);
}

function typed(name: string, cells: Cells): unknown[] {
  const present = cells.filter((cell) => cell !== null);
  if (name === EVENT_TIMESTAMP || present.length === 0) return [...cells];
  if (present.every((cell) => cell === 'true' || cell === 'false'))
    return cells.map((cell) => (cell === null ? null : cell === 'true'));
  if (present.every(isInt64)) return cells.map((cell) => (cell === null ? null : exactInt(cell)));
  if (present.every(isFloat)) return cells.map((cell) => (cell === null ? null : Number(cell)));
  return [...cells];
}

function isInt64(cell: string): boolean {
  return /^(0|-?[1-9]\d{0,18})$/.test(cell) && BigInt.asIntN(64, BigInt(cell)) === BigInt(cell);
}

/** JavaScript prints -0 as 0, a training set as -0. */
function isFloat(cell: string): boolean {
  return cell === '-0' || (cell !== '' && String(Number(cell)) === cell);
}
