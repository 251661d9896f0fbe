import * as arrow from 'apache-arrow';
import { Data, DataType, Field, Table, Vector } from 'apache-arrow';
import { InputError } from '../errors';

/**
 * The table as one of the Apache Arrow that featlab has loaded. A program may hold two copies of the package (an ES
 * module's `import` loads another one than `require`), and Arrow's writer knows only its own classes: what is of the
 * other copy it writes as broken files. Buffers are shared, nothing is copied.
 */
export function ownTable(table: Table): Table {
  // Not by instanceof, which takes the other copy's for its own.
  if (Object.prototype.isPrototypeOf.call(Table.prototype, table)) return table;
  const { schema, numCols } = table;
  const columns = Array.from({ length: numCols }, (_, i) => table.getChildAt(i) as Vector);
  return new Table(Object.fromEntries(columns.map((column, i) => [schema.fields[i].name, ownVector(column)])));
}

function ownVector(vector: Vector): Vector {
  return new Vector(vector.data.map(ownData));
}

function ownData(data: Data): Data {
  return new Data(
    ownType(data.type),
    data.offset,
    data.length,
    data.nullCount,
    data.buffers,
    data.children.map(ownData),
    data.dictionary && ownVector(data.dictionary),
  );
}

/** Arrow's class of the same id, with the same fields: a type is no more than that. */
function ownType(type: DataType): DataType {
  const own = Object.assign(Object.create(classOf(type).prototype as object) as DataType, type);
  const { children, dictionary, indices } = type as Partial<Record<'dictionary' | 'indices', DataType>> & {
    readonly children?: readonly Field[];
  };
  return Object.assign(
    own,
    Array.isArray(children) && { children: children.map(ownField) },
    dictionary && { dictionary: ownType(dictionary) },
    indices && { indices: ownType(indices) },
  );
}

/** Exported as its id is called, or with a `_` where JavaScript has the name: `Date_`, `Map_`. */
function classOf({ typeId }: DataType): { readonly prototype: unknown } {
  const name = arrow.Type[typeId];
  const classes = arrow as unknown as Record<string, { readonly prototype: unknown } | undefined>;
  const found = classes[`${name}_`] ?? classes[name];
  if (found?.prototype instanceof DataType) return found;
  throw new InputError(
    'INPUT_INVALID',
    `the entity dataframe has a column of Arrow's type ${name}, which this version of apache-arrow does not know`,
    'cast the column, or pass the rows',
  );
}

function ownField({ name, type, nullable, metadata }: Field): Field {
  return new Field(name, ownType(type as DataType), nullable, metadata);
}
