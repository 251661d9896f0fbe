import type { Table, Vector } from 'apache-arrow';
import { columnFromArrow, valueTypeOf } from '../columns/arrow';
import { isNull } from '../columns/column';
import type { Column, Times } from '../columns/column';
import { InputError } from '../errors';
import { timesOf } from '../columns/times';
import type { KeyType } from '../types';
import type { EntityDf, WantedKeys } from './entity-df';
import { fitsKey, wrongKey } from './key-column';
import { ownTable } from './own-arrow';
import { chooseTimeColumn, missingKey, missingTime } from './time-column';

/** The entity dataframe of an Arrow table. Its columns stay as they are. */
export function fromArrow(given: Table, wanted: WantedKeys): EntityDf {
  const table = ownTable(given);
  const vectors = vectorsByName(table, 'the entity dataframe');
  const names = [...vectors.keys()];
  const timeColumn = chooseTimeColumn(
    names,
    names.filter((name) => valueTypeOf(vectors.get(name) as Vector) === 'timestamp'),
  );
  const keys = new Map(
    [...wanted].map(([key, type]) => {
      const vector = vectors.get(key);
      if (!vector) throw missingKey(key, names);
      return [key, keyOf(key, type, vector)];
    }),
  );
  return {
    length: table.numRows,
    columns: [...vectors].map(([name, vector]) => ({ name, given: 'vector', vector })),
    timeColumn,
    times: timesOfVector(vectors.get(timeColumn) as Vector, timeColumn),
    keys,
  };
}

/**
 * @param words what messages call the table
 * @throws InputError where two columns have one name: one of them would be lost
 */
export function vectorsByName(table: Table, words: string): Map<string, Vector> {
  const names = table.schema.fields.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new InputError('INPUT_INVALID', `${words} has two columns ${twice}`, 'give each column a name of its own');
  }
  return new Map(names.map((name, i) => [name, table.getChildAt(i) as Vector]));
}

/** Integers of any width are compared as integers; anything else is an error of type. */
function keyOf(key: string, type: KeyType, vector: Vector): Column {
  const found = valueTypeOf(vector);
  const isInt = found === 'int32' || found === 'int64';
  if (type === 'string' && found === 'string') return columnFromArrow(vector, 'string');
  if (type !== 'string' && isInt) return inRange(key, type, columnFromArrow(vector, 'int64'));
  throw new InputError(
    'INPUT_INVALID',
    `the entity dataframe's column ${key} is ${String(vector.type)}, and the join key is ${type}`,
    `write ${key} as ${type}`,
  );
}

/** @throws InputError naming the row whose value is not in the range of the key's type */
function inRange(key: string, type: KeyType, column: Column): Column {
  if (type !== 'int32') return column;
  const values = column.values as BigInt64Array;
  const outside = values.findIndex((value, row) => !isNull(column, row) && !fitsKey(type, value));
  if (outside >= 0) throw wrongKey(key, type, outside, values[outside]);
  return column;
}

function timesOfVector(vector: Vector, column: string): Times {
  if (valueTypeOf(vector) !== 'timestamp') {
    throw new InputError(
      'INPUT_INVALID',
      `the entity dataframe's column ${column} is ${String(vector.type)}, not a timestamp`,
      `write ${column} as a timestamp`,
    );
  }
  const times = timesOf(columnFromArrow(vector, 'timestamp'));
  const missing = firstNaN(times.us);
  if (missing >= 0) throw missingTime(missing, column);
  return times;
}

function firstNaN(values: Float64Array): number {
  for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row])) return row;
  return -1;
}
