import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Table } from 'apache-arrow';
import { InputError } from '../errors';
import { parseExactJson } from '../columns/exact-json';
import { utf8Text } from '../columns/utf8-text';
import { fileStamp } from '../file-stamp';
import type { ArrowSource, EntityDfInput } from './entity-df';
import { isUrl } from '../is-url';
import { shown } from '../shown';
import { columnsOf, columnsOfRows } from './from-values';
import type { ValueColumns } from './from-values';
import type { InputNames } from './input-names';

/** Reads a whole Parquet file. */
export type ReadParquet = (path: string) => Promise<Table>;

/** Rows in one of the forms that a caller may pass; a CSV's cells have no types yet. */
export type Input =
  | { readonly form: 'table'; readonly table: Table }
  | { readonly form: 'values'; readonly columns: ValueColumns; readonly length: number; readonly fromJson: boolean }
  | { readonly form: 'csv'; readonly text: string };

/** @throws InputError for what is none of the forms, and for a file that cannot be read */
export async function readInput(input: EntityDfInput, names: InputNames, readParquet: ReadParquet): Promise<Input> {
  if (typeof input === 'string') return readInputFile(input, names, readParquet);
  if (typeof input !== 'object' || (input as unknown) === null) {
    throw new InputError(
      'INPUT_INVALID',
      `${names.argument} is ${shown(input)}`,
      "pass rows, columns, an Arrow table or a file's path",
    );
  }
  if (isTable(input)) return { form: 'table', table: input };
  if (isTrainingSet(input)) return { form: 'table', table: input.toArrow() };
  if (Array.isArray(input)) return ofRows(input as readonly Record<string, unknown>[], names, false);
  if (!isPlain(input)) throw foreign(input, names);
  const columns = columnsOf(input as Record<string, readonly unknown[]>, names);
  const [first] = columns.values();
  return { form: 'values', columns, length: first?.length ?? 0, fromJson: false };
}

function ofRows(rows: readonly Record<string, unknown>[], names: InputNames, fromJson: boolean): Input {
  return { form: 'values', columns: columnsOfRows(rows, names), length: rows.length, fromJson };
}

function isTable(input: object): input is Table {
  return 'schema' in input && 'batches' in input && 'getChildAt' in input;
}

function isTrainingSet(input: object): input is ArrowSource {
  return 'toArrow' in input && typeof input.toArrow === 'function';
}

/** Columns by name, whatever part of the program made the object: a notebook's has another `Object.prototype`. */
function isPlain(input: object): boolean {
  const prototype = Object.getPrototypeOf(input) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function foreign(input: object, { argument }: InputNames): InputError {
  const name = (input.constructor as { name?: string } | undefined)?.name ?? 'object';
  return new InputError(
    'INPUT_INVALID',
    `${argument} is a ${name}, neither rows nor columns`,
    'then' in input
      ? `await it: ${argument}: await …`
      : "pass an array of rows (of a danfo DataFrame: dfd.toJSON(df)), columns by name, an Arrow table or a file's path",
  );
}

async function readInputFile(path: string, names: InputNames, readParquet: ReadParquet): Promise<Input> {
  if (isUrl(path)) {
    throw new InputError(
      'INPUT_INVALID',
      `${names.argument} is ${path}, a URL, and only files of this machine are read`,
      "download it and pass the file's path",
    );
  }
  switch (extname(path).toLowerCase()) {
    case '.parquet':
      return { form: 'table', table: await readParquet(path) };
    case '.csv':
      return { form: 'csv', text: await readText(path, names) };
    case '.json': {
      const rows = parseExactJson(await readText(path, names), path);
      if (Array.isArray(rows)) return ofRows(rows as Record<string, unknown>[], names, true);
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

async function readText(path: string, { words }: InputNames): Promise<string> {
  const before = fileStamp(path);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new InputError(
      'INPUT_INVALID',
      `${path} cannot be read (${error instanceof Error ? error.message : String(error)})`,
      `check the path of ${words}`,
      { cause: error },
    );
  });
  if (fileStamp(path) === before) return utf8Text(bytes, path);
  throw new InputError('INPUT_INVALID', `${path} changed while it was read`, 'run this again when it is written');
}
