/** parquetjs-lite has no types of its own: what is used here of it. */
declare module 'parquetjs-lite' {
  export interface FieldDefinition {
    readonly type: 'INT64' | 'FLOAT' | 'DOUBLE';
    readonly optional?: boolean;
  }
  export class ParquetSchema {
    constructor(fields: Readonly<Record<string, FieldDefinition>>);
    /** Columns in order. */
    readonly fieldList: readonly {
      readonly name: string;
      readonly primitiveType: string;
      readonly repetitionType: 'REQUIRED' | 'OPTIONAL';
    }[];
  }
  export interface WriterOptions {
    readonly rowGroupSize?: number;
    readonly pageIndex?: boolean;
  }
  /** The parts of a file: header, row groups, footer. */
  export class ParquetEnvelopeWriter {
    constructor(
      schema: ParquetSchema,
      write: (bytes: Buffer) => Promise<void>,
      close: () => Promise<void>,
      offset: number,
      options: WriterOptions,
    );
    readonly schema: ParquetSchema;
    readonly rowCount: number;
    readonly rowGroups: readonly object[];
    writeSection(bytes: Buffer): Promise<void>;
    writeFooter(): Promise<void>;
  }
  export class ParquetWriter {
    constructor(schema: ParquetSchema, parts: ParquetEnvelopeWriter, options: WriterOptions);
    appendRow(row: object): Promise<void>;
    close(): Promise<void>;
  }
}

/** The structures of the Parquet format, as Thrift made them. */
declare module 'parquetjs-lite/gen-nodejs/parquet_types' {
  type Structure = new (fields?: object) => object;
  export const FileMetaData: Structure;
  export const SchemaElement: Structure;
  export const LogicalType: Structure;
  export const TimestampType: Structure;
  export const TimeUnit: Structure;
  export const MicroSeconds: Structure;
  export const Type: Readonly<Record<string, number>>;
  export const ConvertedType: Readonly<Record<string, number>>;
  export const FieldRepetitionType: Readonly<Record<string, number>>;
}

declare module 'parquetjs-lite/lib/util' {
  export function serializeThrift(structure: object): Buffer;
}
