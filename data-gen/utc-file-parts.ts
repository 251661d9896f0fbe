import { ParquetEnvelopeWriter, type ParquetSchema, type WriterOptions } from 'parquetjs-lite';
import * as format from 'parquetjs-lite/gen-nodejs/parquet_types';
import { serializeThrift } from 'parquetjs-lite/lib/util';

/**
 * A Parquet file whose timestamps say that they are UTC. parquetjs-lite writes the old mark alone (converted
 * type TIMESTAMP_MICROS): UTC by the format's text, but DuckDB reads a column so marked as one without a zone.
 * The footer made here has the new mark too (logical type TIMESTAMP, isAdjustedToUTC); all else is the library's.
 */
export class UtcFileParts extends ParquetEnvelopeWriter {
  readonly #timestamps: readonly string[];

  /** @param timestamps the columns, INT64 in the schema, that hold microseconds since 1970 */
  constructor(
    schema: ParquetSchema,
    timestamps: readonly string[],
    write: (bytes: Buffer) => Promise<void>,
    close: () => Promise<void>,
    options: WriterOptions,
  ) {
    super(schema, write, close, 0, options);
    this.#timestamps = timestamps;
  }

  override writeFooter(): Promise<void> {
    const columns = this.schema.fieldList.map((field) => column(field, this.#timestamps.includes(field.name)));
    const metadata = serializeThrift(
      new format.FileMetaData({
        version: 1,
        created_by: 'parquet.js',
        num_rows: this.rowCount,
        row_groups: this.rowGroups,
        schema: [root(columns.length), ...columns],
      }),
    );
    const length = Buffer.alloc(4);
    length.writeUInt32LE(metadata.length);
    return this.writeSection(Buffer.concat([metadata, length, Buffer.from('PAR1')]));
  }
}

function root(columns: number): object {
  return new format.SchemaElement({ name: 'root', num_children: columns });
}

function column(
  { name, primitiveType, repetitionType }: ParquetSchema['fieldList'][number],
  isTimestamp: boolean,
): object {
  return new format.SchemaElement({
    name,
    type: format.Type[primitiveType],
    repetition_type: format.FieldRepetitionType[repetitionType],
    converted_type: isTimestamp ? format.ConvertedType['TIMESTAMP_MICROS'] : undefined,
    logicalType: isTimestamp ? utcMicros() : undefined,
  });
}

function utcMicros(): object {
  const unit = new format.TimeUnit({ MICROS: new format.MicroSeconds() });
  return new format.LogicalType({ TIMESTAMP: new format.TimestampType({ isAdjustedToUTC: true, unit }) });
}
