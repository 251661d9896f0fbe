import { ParquetEnvelopeWriter } from 'parquetjs-lite';
import * as format from 'parquetjs-lite/gen-nodejs/parquet_types';
import { serializeThrift } from 'parquetjs-lite/lib/util';

/**
 * A Parquet file whose timestamps say that they are UTC. parquetjs-lite writes the old mark alone (converted
 * type TIMESTAMP_MICROS): UTC by the format's text, but DuckDB reads a column so marked as one without a zone.
 * The footer made here has the new mark too (logical type TIMESTAMP, isAdjustedToUTC); all else is the library's.
 * Every column is required.
 */
export class UtcFileParts extends ParquetEnvelopeWriter {
  override writeFooter(): Promise<void> {
    const metadata = serializeThrift(
      new format.FileMetaData({
        version: 1,
        created_by: 'parquet.js',
        num_rows: this.rowCount,
        row_groups: this.rowGroups,
        schema: [root(this.schema.fieldList.length), ...this.schema.fieldList.map(column)],
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

function column({ name, primitiveType, originalType }: UtcFileParts['schema']['fieldList'][number]): object {
  return new format.SchemaElement({
    name,
    type: format.Type[primitiveType],
    repetition_type: format.FieldRepetitionType['REQUIRED'],
    converted_type: originalType === undefined ? undefined : format.ConvertedType[originalType],
    logicalType: originalType === 'TIMESTAMP_MICROS' ? utcMicros() : undefined,
  });
}

function utcMicros(): object {
  const unit = new format.TimeUnit({ MICROS: new format.MicroSeconds() });
  return new format.LogicalType({ TIMESTAMP: new format.TimestampType({ isAdjustedToUTC: true, unit }) });
}
