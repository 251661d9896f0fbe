import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Table } from 'apache-arrow';
import { InputError } from '../errors';
import { parseExactJson } from '../exact-json';
import { fileStamp } from '../file-stamp';
import type { EntityDf, EntityDfInput, WantedKeys } from './entity-df';
import { fromArrow } from './from-arrow';
import { columnsOfCsv } from './from-csv';
import { columnsOf, columnsOfRows, fromValues } from './from-values';
import type { ValueColumns } from './from-values';

/** Reads a whole Parquet file. */
export type ReadParquet = (path: string) => Promise<Table>;

/**
 * The entity dataframe that a caller passed.
 * @throws InputError naming what cannot be read: the file, the column, the row (from 1) and its value
 */
export async function readEntityDf(
  input: EntityDfInput,
  wanted: WantedKeys,
  readParquet: ReadParquet,
): Promise<EntityDf> {
  if (typeof input === 'string') return readEntityFile(input, wanted, readParquet);
  if (typeof input !== 'object' || (input as unknown) === null) {
    throw new InputError(
      'INPUT_INVALID',
      `entityDf is ${JSON.stringify(input) ?? typeof input}`,
      "pass rows, columns, an Arrow table or a file's path",
    );
  }
  if (isTable(input)) return fromArrow(input, wanted);
  if (Array.isArray(input))
    return fromValues(columnsOfRows(input as readonly Record<string, unknown>[]), wanted, input.length);
  const columns = columnsOf(input as Record<string, readonly unknown[]>);
  const [first] = columns.values();
  return fromValues(columns, wanted, first?.length ?? 0);
}

function isTable(input: object): input is Table {
  return 'schema' in input && 'batches' in input && 'getChildAt' in input;
}

async function readEntityFile(path: string, wanted: WantedKeys, readParquet: ReadParquet): Promise<EntityDf> {
  switch (extname(path).toLowerCase()) {
    case '.parquet':
      return fromArrow(await readParquet(path), wanted);
    case '.csv': {
      const { columns, length } = columnsOfCsv(await readText(path), wanted);
      return fromValues(columns, wanted, length);
    }
    case '.json': {
      const rows = parseExactJson(await readText(path), path);
      if (Array.isArray(rows)) {
        return fromValues(bigintKeys(columnsOfRows(rows as Record<string, unknown>[]), wanted), wanted, rows.length);
      }
      throw new InputError(
        'INPUT_INVALID',
        `${path} holds no array of rows`,
        'write [{ "driver_id": 1001, "event_timestamp": "…" }]',
      );
    }
    default:
      throw new InputError('INPUT_INVALID', `${path}: the ending says no format`, 'use .parquet, .csv or .json');
  }
}

/** JSON writes a bigint as a string of digits. */
function bigintKeys(columns: ValueColumns, wanted: WantedKeys): ValueColumns {
  const isDigits = (value: unknown): value is string => typeof value === 'string' && /^-?\d{1,19}$/.test(value);
  const read = ([name, values]: [string, readonly unknown[]]): [string, readonly unknown[]] => [
    name,
    wanted.get(name) === 'bigint' ? values.map((value) => (isDigits(value) ? BigInt(value) : value)) : values,
  ];
  return new Map([...columns].map(read));
}

async function readText(path: string): Promise<string> {
  const before = fileStamp(path);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new InputError(
      'INPUT_INVALID',
      `${path} cannot be read (${error instanceof Error ? error.message : String(error)})`,
      'check the path of the entity dataframe',
      { cause: error },
    );
  });
  if (fileStamp(path) === before) return text;
  throw new InputError('INPUT_INVALID', `${path} changed while it was read`, 'run this again when it is written');
}
