import type { Column } from '../../columns/column';
import { copyRows, emptyColumn } from '../../columns/columns';
import type { DataSource } from '../../definitions/data-source';
import { tableText } from '../../definitions/table-source';
import type { TableSource } from '../../definitions/table-source';
import { SourceError } from '../../errors';
import { keyOrder } from '../../join/key-order';
import { formatInstant, instantFromNs } from '../../time/time';
import { timesOf } from '../../columns/times';
import { checkColumns } from '../check-columns';
import type {
  AsOfRequest,
  KeyedRequest,
  NewestRequest,
  NewestRows,
  OfflineStore,
  QueryPlan,
  SourceRequest,
  SourceRows,
} from '../offline-store';
import { asOfQuery } from './as-of-query';
import { concatenated, picked, rowNumbers } from './column-of';
import type { AnswerColumn } from './dialect';
import { foldedNames, foldedTable } from './folded-names';
import { keyedQuery, newestQuery } from './rows-query';
import type { Opened } from './opened';
import { relation } from './relation';
import { rendered } from './sql';
import type { SqlValue } from './sql';
import type { Query, Warehouse } from './warehouse';

/** The offline store over a database: one statement for each request, built here and run there. */
export function createSqlStore(warehouse: Warehouse): OfflineStore {
  /** Undefined where a table is not there yet. */
  const described = async (source: TableSource): Promise<Opened | undefined> => {
    try {
      return { source, columns: await warehouse.describe(relation(source, warehouse.dialect)) };
    } catch (error) {
      if (source.table && warehouse.isMissing(error)) return undefined;
      throw error;
    }
  };
  const find = async (source: DataSource): Promise<Opened | undefined> => {
    const found = await described(ofTables(source));
    const folded = foldedTable(warehouse.dialect, ofTables(source));
    return found ?? (folded && described(folded));
  };
  /** Hands over the request by the names that the database has, and the database's refusals with view and source. */
  const told = async <R extends SourceRequest, T>(
    request: R,
    body: (opened: Opened, request: R) => Promise<T>,
  ): Promise<T> => {
    try {
      const found = await find(request.source);
      if (!found) throw missing(warehouse, request);
      const named = foldedNames(warehouse.dialect, found.columns, found.source, request);
      checkColumns(named, [{ place: placeOf(request.source), columns: found.columns }]);
      return await body({ source: named.source, columns: found.columns }, named);
    } catch (error) {
      throw refusal(warehouse, request, error);
    }
  };
  return {
    describe: async (source) => {
      const found = await find(source).catch((error: unknown) => {
        throw refusal(warehouse, { source }, error);
      });
      return found && [{ place: placeOf(source), columns: found.columns }];
    },
    check: (request) => told(request, async () => undefined),
    joinAsOf: (request) => told(request, (opened, named) => joinAsOf(warehouse, opened, named)),
    planAsOf: (request) => told(request, (opened, named) => planAsOf(warehouse, opened, named)),
    newestPerKey: (request) => told(request, (opened, named) => newestPerKey(warehouse, opened, named)),
    rowsOfKey: (request) => told(request, (opened, named) => rowsOfKey(warehouse, opened, named)),
    close: () => warehouse.close(),
  };
}

async function joinAsOf(warehouse: Warehouse, opened: Opened, request: AsOfRequest): Promise<readonly Column[]> {
  const { staged, query, features } = asOfQuery(warehouse.dialect, opened, request);
  const out = features.map(({ type, unit }) => emptyColumn(type, request.length, unit));
  if (request.length === 0) return out;
  await warehouse.select(staged, query, ([ids, ...columns]) => {
    const targets = ids.values as Int32Array;
    const rows = rowNumbers(targets.length);
    columns.forEach((column, c) => copyRows(column, rows, out[c], targets));
  });
  return out;
}

async function planAsOf(warehouse: Warehouse, opened: Opened, request: AsOfRequest): Promise<QueryPlan> {
  const { staged, query, unfiltered } = asOfQuery(warehouse.dialect, opened, request);
  const { statement } = query({ parts: ['entity_rows'] });
  const { text, values } = rendered(statement, (index) => `:${String(index + 1)}`);
  return {
    view: request.view,
    engine: warehouse.dialect.name,
    sql: text,
    values: values.map(shown),
    ...(await warehouse.explain?.(staged, query, unfiltered)),
  };
}

async function newestPerKey(warehouse: Warehouse, opened: Opened, request: NewestRequest): Promise<NewestRows> {
  const rows = await everyRow(warehouse, newestQuery(warehouse.dialect, opened, request));
  const counts = rows.pop()?.values as BigInt64Array;
  const keys = rows.slice(0, request.keys.length);
  const isWhole = (row: number): boolean => keys.every(({ valid }) => valid?.[row] !== 0);
  const whole = rowNumbers(counts.length).filter(isWhole);
  const sum = (of: Int32Array): number => of.reduce((total, row) => total + Number(counts[row]), 0);
  const order = keyOrder(
    keys.splice(0).map((column) => picked(column, whole)),
    whole.length,
  );
  const read = sum(rowNumbers(counts.length));
  return {
    read,
    skipped: read - sum(whole),
    ...sourceRows(
      replaced(rows, (column) =>
        picked(
          column,
          order.map((row) => whole[row]),
        ),
      ),
      request,
    ),
  };
}

/** A null key has no rows. */
async function rowsOfKey(warehouse: Warehouse, opened: Opened, request: KeyedRequest): Promise<SourceRows> {
  const query = keyedQuery(warehouse.dialect, opened, request);
  const isNullKey = request.key.some(({ valid }) => valid?.[0] === 0);
  const rows = isNullKey ? query.columns.map((column) => concatenated(column, [])) : await everyRow(warehouse, query);
  return sourceRows(rows, request);
}

/** Columns in the order of `rows-query`: keys, features, event time, created time. */
function sourceRows(columns: readonly Column[], { keys, features, source }: SourceRequest): SourceRows {
  const times = columns.slice(keys.length + features.length).map((column) => timesOf(column));
  return {
    length: columns[columns.length - 1].values.length,
    keys: columns.slice(0, keys.length),
    features: columns.slice(keys.length, keys.length + features.length),
    eventTime: times[0],
    createdTime: source.createdTimestampColumn === undefined ? undefined : times[1],
  };
}

/** Held in batches until all are there; then each column's make room for the column. */
async function everyRow(warehouse: Warehouse, { statement, columns }: Query): Promise<Column[]> {
  const batches: Column[][] = columns.map(() => []);
  await warehouse.select(
    undefined,
    () => ({ statement, columns }),
    (batch) => {
      batch.forEach((column, c) => batches[c].push(picked(column, rowNumbers(column.values.length))));
    },
  );
  return columns.map((column: AnswerColumn, c) => concatenated(column, batches[c].splice(0)));
}

/** Each column made another one, the old ones given up one by one. */
function replaced(columns: Column[], by: (column: Column) => Column): Column[] {
  return Array.from({ length: columns.length }, () => by(columns.shift() as Column));
}

/** @throws TypeError for a source of another kind, which the store that routes never hands over */
function ofTables(source: DataSource): TableSource {
  if (source.kind !== 'fileSource') return source;
  throw new TypeError(`source ${source.name} is a file source`);
}

function placeOf(source: DataSource): string {
  const { table } = ofTables(source);
  return table ? `table ${tableText(ofTables(source))}` : `the query of source ${source.name}`;
}

function missing({ dialect }: Warehouse, { source }: SourceRequest): SourceError {
  return new SourceError(
    'SOURCE_MISSING',
    `source ${source.name}: ${dialect.name} has no ${placeOf(source)}`,
    'create it, or correct table in the source; a schema stands before the table: schema.table',
  );
}

/** What is ours stays as it is. */
function refusal({ dialect }: Warehouse, { view, source }: Partial<SourceRequest>, error: unknown): unknown {
  if (error instanceof SourceError || (error instanceof Error && 'fix' in error)) return error;
  const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
  const place = [view === undefined ? '' : `view ${view}, `, `source ${source?.name ?? ''}`].join('');
  return new SourceError(
    'SOURCE_UNREADABLE',
    `${place}: ${dialect.name} refused (${reason})`,
    `mend what ${dialect.name} names: the table or query of the source, its grants, the options of the engine in feature_store.yaml`,
    { cause: error },
  );
}

function shown(value: SqlValue): string {
  if (value.type === 'instant') {
    return formatInstant(instantFromNs(value.unit === 'us' ? value.value * 1000n : value.value));
  }
  if (value.type === 'date') return formatInstant({ us: value.value * 86_400_000_000, ns: 0 }).slice(0, 10);
  return String(value.value);
}
