import type { Table, Vector } from 'apache-arrow';
import { batchesOf, columnToArrow, tableOf } from '../columns/arrow';
import type { NamedVector } from '../columns/arrow';
import type { Column } from '../columns/column';
import { valueAt } from '../columns/column-values';
import { sliceColumn } from '../columns/columns';
import type { EntityDf, InputColumn } from '../entity-df/entity-df';
import { csvText } from './csv-text';
import { inputValues, inputVector } from './input-column';
import { jsonText } from './json-text';
import { checkOutputFile } from './output-file';
import { toDanfo } from './to-danfo';
import type { DataFrame } from './to-danfo';
import { writePieces, writeWhole } from './write-table';

/** A feature's values, one for each entity row. */
export interface FeatureColumn {
  readonly name: string;
  readonly column: Column;
}

/**
 * What `getHistoricalFeatures` answers: one row for each entity row, in their order; the input's columns as they
 * were given, then the features in the order asked.
 */
export class TrainingSet<R = Record<string, unknown>> {
  readonly #entityDf: EntityDf;
  readonly #features: readonly FeatureColumn[];

  constructor(entityDf: EntityDf, features: readonly FeatureColumn[]) {
    this.#entityDf = entityDf;
    this.#features = features;
  }

  get numRows(): number {
    return this.#entityDf.length;
  }

  /** Column names, in order. */
  get columnNames(): string[] {
    return [...this.#entityDf.columns, ...this.#features].map(({ name }) => name);
  }

  /** The exact table: every type as declared, timestamps at their source's resolution. */
  toArrow(): Table {
    return tableOf([
      ...this.#entityDf.columns.map((input): NamedVector => [input.name, this.#inputVector(input)]),
      ...this.#features.map(({ name, column }): NamedVector => [name, columnToArrow(column)]),
    ]);
  }

  /** A join key has its type even where no row has one; a vector stays the one that was given. */
  #inputVector(input: InputColumn): Vector {
    const { timeColumn, keys } = this.#entityDf;
    const isTime = input.name === timeColumn;
    const key = isTime || input.given === 'vector' ? undefined : keys.get(input.name);
    return key ? columnToArrow(key) : inputVector(input, isTime);
  }

  /**
   * Column name → values, all of one length; input columns as they were given, a timestamp feature as ISO text. The order
   * of the names is `columnNames`': an object has whole numbers among them first.
   * @throws UnsafeValueError where an int64 feature is beyond ±2^53
   */
  toColumns(): Record<keyof R & string, unknown[]> {
    return Object.fromEntries(this.#values()) as Record<keyof R & string, unknown[]>;
  }

  #values(): [name: string, values: unknown[]][] {
    return [
      ...this.#entityDf.columns.map((input): [string, unknown[]] => [input.name, [...inputValues(input)]]),
      ...this.#features.map(({ name, column }): [string, unknown[]] => [
        name,
        Array.from({ length: this.numRows }, (_, row) => valueAt(column, row, name)),
      ]),
    ];
  }

  /** Rows as objects. @throws UnsafeValueError where an int64 feature is beyond ±2^53 */
  toRows(): R[] {
    const columns = this.#values();
    return Array.from(
      { length: this.numRows },
      (_, row) => Object.fromEntries(columns.map(([name, values]) => [name, values[row]])) as R,
    );
  }

  /** A danfo.js data frame, for looking at: it shows int64 as int32. @throws PackageError without danfojs-node */
  async toDataFrame(): Promise<DataFrame> {
    return toDanfo(this.toColumns());
  }

  /** Writes a Parquet file that keeps every type; the file is there whole or not at all. */
  async writeParquet(file: string): Promise<void> {
    const inputs = this.#entityDf.columns.map((input): NamedVector => [input.name, this.#inputVector(input)]);
    const nullable = new Set([
      ...inputs.filter(([, vector]) => vector.nullCount > 0).map(([name]) => name),
      ...this.#features.filter(({ column }) => column.valid?.includes(0)).map(({ name }) => name),
    ]);
    const piece = (from: number, to: number): Table[] => {
      const given = inputs.map(([name, vector]): NamedVector => [name, vector.slice(from, to)]);
      const asked = this.#features.map(({ name, column }): NamedVector => [
        name,
        columnToArrow(sliceColumn(column, from, to)),
      ]);
      return batchesOf([...given, ...asked], (name) => nullable.has(name));
    };
    await writePieces(this.numRows, piece, file);
  }

  /**
   * Writes a .parquet, .csv or .json file (an array of row objects), by its ending; it is there whole or not at all.
   * @throws UnsafeValueError for CSV and JSON, where an int64 feature is beyond ±2^53
   */
  async write(file: string): Promise<void> {
    const form = checkOutputFile(file);
    if (form === 'parquet') return this.writeParquet(file);
    const columns = this.#values();
    await writeWhole(file, form === 'csv' ? csvText(columns) : jsonText(columns));
  }
}
