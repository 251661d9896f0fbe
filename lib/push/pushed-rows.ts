import type { Column } from '../columns/column';
import type { EntityDfInput } from '../entity-df/entity-df';
import { cellsOfCsv } from '../entity-df/from-csv';
import { readInput } from '../entity-df/read-input';
import type { ReadParquet } from '../entity-df/read-input';
import { InputError } from '../errors';
import { nearest } from '../nearest';
import { fits } from '../types';
import type { ValueType } from '../types';
import { columnFromValues } from '../columns/column-from-values';
import { fromCell, fromJsonForm } from '../columns/value-forms';

/** What is pushed: rows in the columns of a source, which get their types where they are asked for. */
export interface PushedRows {
  readonly length: number;
  readonly names: readonly string[];
  has(name: string): boolean;
  /**
   * A column in the type that is declared for it.
   * @param owner what needs it, for messages: "view driver_hourly_stats"
   * @throws InputError where it is not there, or where a value is of another type, naming row (from 1) and value
   */
  column(name: string, type: ValueType, owner: string): Column;
}

/**
 * Values may be as JavaScript has them or in the JSON form (of a bigint the digits, of bytes base64).
 * @param input rows, columns, an Arrow table, or the path of a .parquet, .csv or .json file
 */
export async function readPushedRows(input: EntityDfInput, readParquet: ReadParquet): Promise<PushedRows> {
  const given = await readInput(input, { argument: 'rows', words: 'the pushed rows', row: ROW }, readParquet);
  if (given.form === 'values') return ofValues(given.columns, given.length, fromJsonForm);
  if (given.form === 'csv') {
    const { columns, length } = cellsOfCsv(given.text);
    return ofValues(columns, length, fromCell);
  }
  const { table } = given;
  const [{ valueTypeOf, columnFromArrow }, { vectorsByName }] = await Promise.all([
    import('../columns/arrow.js'),
    import('../entity-df/from-arrow.js'),
  ]);
  const vectors = vectorsByName(table, 'the table of pushed rows');
  return pushedRows(vectors, table.numRows, (vector, name, type) => {
    const found = valueTypeOf(vector);
    if (found !== undefined && fits(found, type)) return columnFromArrow(vector, type);
    throw new InputError(
      'INPUT_INVALID',
      `the pushed column ${name} is ${String(vector.type)}, declared ${type}`,
      `write ${name} as ${type}`,
    );
  });
}

/** What messages call one. */
const ROW = 'pushed row';

/** What stands for a value of a type in the form in which the rows came, as JavaScript has it. */
type Form = (type: ValueType, value: unknown) => unknown;

function ofValues(columns: ReadonlyMap<string, readonly unknown[]>, length: number, form: Form): PushedRows {
  return pushedRows(columns, length, (values, name, type) =>
    columnFromValues(
      ROW,
      name,
      type,
      values.map((value) => (value === null || value === undefined ? null : form(type, value))),
    ),
  );
}

function pushedRows<T>(
  given: ReadonlyMap<string, T>,
  length: number,
  typed: (column: T, name: string, type: ValueType) => Column,
): PushedRows {
  const names = [...given.keys()];
  return {
    length,
    names,
    has: (name) => given.has(name),
    column: (name, type, owner) => {
      const column = given.get(name);
      if (column === undefined) throw missingColumn(name, owner, names);
      return typed(column, name, type);
    },
  };
}

function missingColumn(name: string, owner: string, names: readonly string[]): InputError {
  const near = nearest(name, names);
  return new InputError(
    'INPUT_INVALID',
    `the pushed rows have no column ${name}, which ${owner} needs`,
    near === undefined ? `add ${name} to each row; they have ${names.join(', ') || 'no columns'}` : `rename ${near}`,
  );
}
