import type { Column } from '../../columns/column';
import type { AsOfRequest } from '../offline-store';
import type { AsOfPlan } from './as-of-plan';
import { asOfSql } from './as-of-sql';
import { SourceError } from '../../errors';
import { extent, isBeyond, rowBounds } from './bounds';
import type { RowBounds, Units } from './bounds';
import { ownUnits, within } from './conditions';
import type { Ends } from './conditions';
import type { AnswerColumn, Dialect, TableColumn } from './dialect';
import { column, relation } from './relation';
import { raw, sql, where } from './sql';
import type { Sql } from './sql';
import type { Opened } from './opened';
import type { Query, StagedRows } from './warehouse';

/** An as-of join as it is put to a database. Its answer: the entity rows' numbers (int32), then the features. */
export interface AsOfQuery {
  readonly staged: StagedRows;
  readonly query: (table: Sql) => Query;
  /** The same without the time filter, which the answer does not need: what the filter saves is the difference. */
  readonly unfiltered: (table: Sql) => Query;
  readonly features: readonly AnswerColumn[];
}

export function asOfQuery(dialect: Dialect, opened: Opened, request: AsOfRequest): AsOfQuery {
  const isCutOff = request.createdCutoff && opened.source.createdTimestampColumn !== undefined;
  const units = isCutOff ? oneUnit(dialect, opened) : ownUnits(dialect, opened);
  const bounds = rowBounds(request, units);
  if (isCutOff) demandRange(dialect, opened, bounds);
  const found = request.features.map((feature) => opened.columns.get(feature.column) as TableColumn);
  const features = request.features.map(({ type, column: name }, i) => ({
    name,
    type,
    unit: found[i].unit,
    from: found[i].type,
  }));
  const { hi, lo, cut } = bounds;
  const ends = { max: extent(hi).max, min: lo && extent(lo).min };
  const known = isCutOff ? { max: extent(cut).max } : undefined;
  const query =
    (history: Sql) =>
    (table: Sql): Query => ({
      columns: [{ type: 'int32' }, ...features],
      statement: (dialect.asOf ?? asOfSql)({
        entities: entitiesSql(dialect, request, bounds, units, isCutOff, table),
        history,
        keys: request.keys.map((_, i) => keyName(i)),
        features: found.map((_, i) => featureName(i)),
        nulls: found.map(({ native }) => sql`CAST(NULL AS ${raw(native)})`),
        outputs: found.map((from, i) => sql`${dialect.output(featureName(i), from)} AS out_${raw(String(i + 1))}`),
        instantType: raw(dialect.instantType(units.event)),
        int64: raw(dialect.int64),
        hasCreated: opened.source.createdTimestampColumn !== undefined,
        hasTtl: bounds.lo !== undefined,
        isCutOff,
      } satisfies AsOfPlan),
    });
  return {
    staged: stagedRows(request, bounds, units, isCutOff),
    features,
    query: query(historySql(dialect, opened, request, units, ends, known)),
    unfiltered: query(historySql(dialect, opened, request, units, {}, known && {})),
  };
}

/** What was known is told by comparing created times with event times, so both in the finer ticks of the two. */
function oneUnit(dialect: Dialect, opened: Opened): Units {
  const { event, created } = ownUnits(dialect, opened);
  const unit = event === 'ns' || created === 'ns' ? 'ns' : 'us';
  return { event: unit, created: unit };
}

/** A coarse column has times that are beyond 64 bits of the other one's ticks: next to them a bound would be a guess. */
function demandRange(dialect: Dialect, opened: Opened, { hi, lo, cut }: RowBounds): void {
  const { event, created } = ownUnits(dialect, opened);
  const isBounded = [hi, cut, ...(lo ? [lo] : [])].every((values) => {
    const { min, max } = extent(values);
    return !isBeyond(min) && !isBeyond(max);
  });
  if (event === created || isBounded) return;
  throw new SourceError(
    'SOURCE_SCHEMA',
    `source ${opened.source.name}: with createdCutoff ${dialect.name} compares its times of microseconds and of nanoseconds in nanoseconds, which reach from 1677 to 2262, and an entity row or a TTL is beyond them`,
    'cast both time columns to one type in a query of the source',
  );
}

function stagedRows(request: AsOfRequest, bounds: RowBounds, { event, created }: Units, isCutOff: boolean): StagedRows {
  const instants = (values: BigInt64Array, unit: 'us' | 'ns'): Column => ({ type: 'timestamp', unit, values });
  const { hi, lo, cut } = bounds;
  return {
    length: request.length,
    columns: [
      { name: 'row_id', column: { type: 'int32', values: Int32Array.from({ length: request.length }, (_, i) => i) } },
      ...request.entityKeys.map((key, i) => ({ name: keyText(i), column: key })),
      { name: 'hi', column: instants(hi, event) },
      ...(lo ? [{ name: 'lo', column: instants(lo, event) }] : []),
      ...(isCutOff ? [{ name: 'cut', column: instants(cut, created) }] : []),
    ],
  };
}

function entitiesSql(
  dialect: Dialect,
  request: AsOfRequest,
  { lo }: RowBounds,
  { event, created }: Units,
  isCutOff: boolean,
  table: Sql,
): Sql {
  const staged = (i: number, kind: 'int' | 'string'): Sql =>
    kind === 'string' ? (dialect.stagedText?.(keyName(i)) ?? keyName(i)) : keyName(i);
  const keys = request.keys.map(({ type }, i) => {
    const kind = kindOf(type);
    return sql`${dialect.key(staged(i, kind), kind)} AS ${keyName(i)}`;
  });
  const instant = (name: string, unit: 'us' | 'ns'): Sql => sql`${dialect.staged(raw(name), unit)} AS ${raw(name)}`;
  const instants = [
    instant('hi', event),
    ...(lo ? [instant('lo', event)] : []),
    ...(isCutOff ? [instant('cut', created)] : []),
  ];
  return sql`SELECT ${[...keys, ...instants, raw('row_id')]} FROM ${table} AS entity_rows`;
}

/**
 * Only the columns that are needed, and only the rows that any of the entity rows could match.
 * @param ends of the event time
 * @param known of the created time, where a row must have one
 */
function historySql(
  dialect: Dialect,
  opened: Opened,
  request: AsOfRequest,
  units: Units,
  ends: Ends,
  known: Ends | undefined,
): Sql {
  const { timestampField: event, createdTimestampColumn: created } = opened.source;
  const instant = (name: string, unit: 'us' | 'ns'): Sql =>
    dialect.instant(column(name, dialect), opened.columns.get(name) as TableColumn, unit);
  const keys = request.keys.map(({ column: name }) => column(name, dialect));
  const columns = [
    ...request.keys.map(({ type }, i) => sql`${dialect.key(keys[i], kindOf(type))} AS ${keyName(i)}`),
    sql`${instant(event, units.event)} AS ts`,
    ...(created === undefined ? [] : [sql`${instant(created, units.created)} AS created`]),
    ...request.features.map(({ column: name }, i) => sql`${column(name, dialect)} AS ${featureName(i)}`),
  ];
  const conditions = [
    ...keys.map((key) => sql`${key} IS NOT NULL`),
    sql`${instant(event, units.event)} IS NOT NULL`,
    ...within(dialect, opened, event, ends, units.event),
    ...(known && created !== undefined
      ? [sql`${instant(created, units.created)} IS NOT NULL`, ...within(dialect, opened, created, known, units.created)]
      : []),
  ];
  return sql`SELECT ${columns} FROM ${relation(opened.source, dialect)} AS source${where(conditions)}`;
}

/** A key of the other kind of integer is the same number; a string is compared byte by byte. */
export function kindOf(type: string): 'int' | 'string' {
  return type === 'string' ? 'string' : 'int';
}

function keyText(i: number): string {
  return `key_${String(i + 1)}`;
}

function keyName(i: number): Sql {
  return raw(keyText(i));
}

function featureName(i: number): Sql {
  return raw(`feature_${String(i + 1)}`);
}
