import { availableParallelism } from 'node:os';
import type { Table } from 'apache-arrow';
import type { Column, TimeUnit } from '../../columns/column';
import { copyRows, emptyColumn } from '../../columns/columns';
import type { DataSource } from '../../definitions/data-source';
import type { FileSource } from '../../definitions/file-source';
import { SourceError } from '../../errors';
import { createCandidates, mergeCandidates, winners } from '../../join/as-of';
import type { AsOfOptions, Candidates } from '../../join/as-of';
import { orderEntityRows } from '../../join/entity-order';
import type { EntityOrder } from '../../join/entity-order';
import { checkColumns } from '../check-columns';
import type {
  AsOfRequest,
  KeyedRequest,
  NewestRequest,
  NewestRows,
  OfflineStore,
  SourcePart,
  SourceRequest,
  SourceRows,
  ViewColumn,
} from '../offline-store';
import { appendRows } from './append-rows';
import { atMost } from './at-most';
import { columnNames, keyAndTimeColumns } from './column-names';
import { createDecoderPool } from './decoder-pool';
import type { DecoderPool } from './decoder-pool';
import { readFooter } from './footer';
import type { Footer } from './footer';
import { dealGroups, groupsOf, withinTimes, withinWindow } from './groups';
import { demandNoWrap } from './int96';
import type { ReadCost } from './read-cost';
import { rowsByGroup } from './rows-by-group';
import type { GroupShare } from './rows-by-group';
import { sourceFiles, wouldBeRead } from './source-files';
import type { FetchColumn, GroupRef, TimeColumns } from './tasks';

export interface FileStoreOptions {
  /** Where relative paths start. */
  readonly folder: string;
  /** Puts the values of `${NAME}` into a path. */
  readonly expand: (text: string, source: string) => string;
  /** Decoder threads; by default one for each core, at most 4. */
  readonly threads?: number;
  /** See `createDecoderPool`. */
  readonly rowsPerThread?: number;
}

/** The offline store over Parquet files, which can also read one as a whole. */
export interface FileStore extends OfflineStore {
  /** @throws SourceError where the file is missing or broken */
  readTable(path: string): Promise<Table>;
  /** What all reading cost so far. */
  cost(): ReadCost;
}

/** Files that are open at once to read what they hold: systems allow a process some hundreds. */
const OPEN_FILES = 64;

export function createFileStore({
  folder,
  expand,
  threads = Math.min(4, availableParallelism()),
  rowsPerThread,
}: FileStoreOptions): FileStore {
  const pool = createDecoderPool(threads, rowsPerThread);
  const opening = atMost(OPEN_FILES);
  const footersOf = async (source: DataSource): Promise<Footer[]> => {
    const files = sourceFiles(ofFiles(source), folder, expand);
    const footers = await Promise.all(files.map((file) => opening(() => readFooter(file))));
    for (const { bytes } of footers) pool.cost.add({ files: 1, bytes });
    return footers;
  };
  const open = async (request: SourceRequest): Promise<Footer[]> => {
    const footers = await footersOf(request.source);
    checkColumns(request, footers);
    for (const footer of footers) await demandNoWrap(footer, timesAsked(request));
    return footers;
  };
  return {
    describe: async (source) => describe(source, footersOf),
    check: async (request) => {
      await open(request);
    },
    joinAsOf: async (request) => joinAsOf(pool, await open(request), request),
    newestPerKey: async (request) => newestPerKey(pool, await open(request), request),
    rowsOfKey: async (request) => rowsOfKey(pool, await open(request), request),
    readTable: (path) => readTable(pool, path),
    append: (source, columns) =>
      appendRows(ofFiles(source), columns, { folder, expand, readTable: (path) => readTable(pool, path) }),
    filesOf: async (source) => sourceFiles(ofFiles(source), folder, expand).map(({ path }) => path),
    wouldRead: async (file, source) => wouldBeRead(file, ofFiles(source), folder, expand),
    cost: () => pool.cost.total(),
    close: () => pool.close(),
  };
}

function timesAsked({ source, features }: SourceRequest): string[] {
  const created = source.createdTimestampColumn;
  return [source.timestampField, ...(created === undefined ? [] : [created]), ...columnNames(features)];
}

/** @throws TypeError for a source of another kind, which the store that routes never hands over */
function ofFiles(source: DataSource): FileSource {
  if (source.kind === 'fileSource') return source;
  throw new TypeError(`source ${source.name} is no file source`);
}

async function readTable(pool: DecoderPool, path: string): Promise<Table> {
  const footer = await readFooter({ path, place: path });
  await demandNoWrap(footer, [...footer.wrapping]);
  // Loaded here: Apache Arrow takes longer than all the rest, and only this needs it on this side of the threads.
  const { tableOfStream } = await import('../../columns/arrow.js');
  return tableOfStream(await pool.run(0, 'table', { groups: [wholeFile(footer)] }));
}

function wholeFile({ path, place, stamp, rowGroups }: Footer): GroupRef {
  return { path, place, stamp, rowGroup: 0, first: 0, rows: rowGroups.reduce((sum, group) => sum + group.rows, 0) };
}

async function describe(
  source: DataSource,
  footersOf: (source: DataSource) => Promise<Footer[]>,
): Promise<readonly SourcePart[] | undefined> {
  try {
    return await footersOf(source);
  } catch (error) {
    if (error instanceof SourceError && error.code === 'SOURCE_MISSING') return undefined;
    throw error;
  }
}

/** Two rounds: keys and times of all rows decide who wins, then the features of the winners alone are fetched. */
async function joinAsOf(
  pool: DecoderPool,
  footers: readonly Footer[],
  request: AsOfRequest,
): Promise<readonly Column[]> {
  const options = { ttl: request.ttl ?? 0, bound: request.bound, createdCutoff: request.createdCutoff };
  const groups = groupsOf(footers);
  const useful = withinTimes(groups, footers, request.source.timestampField, request.entityTimes.us, options.ttl);
  const shares = dealGroups(useful, (group) => group.rows, pool.threadsFor(rowsIn(useful)));
  decodeAhead(pool, shares, keyAndTimeColumns(request.keys, timeColumnsOf(request)));
  const order = orderEntityRows(request.entityKeys, request.entityTimes, request.length);
  const placed = placeAll(pool, shares, request, order, options);
  // So many entity rows that every group will hold winners: their features can be decoded before these are known.
  if (request.length >= rowsIn(useful) / 64) decodeAhead(pool, shares, columnNames(request.features));
  const positions = winners(order, await placed, request.length, options);
  return fetchAll(pool, rowsByGroup(groups, positions), fetchColumns(request.features, footers), request.length);
}

async function placeAll(
  pool: DecoderPool,
  shares: readonly (readonly GroupRef[])[],
  request: AsOfRequest,
  order: EntityOrder,
  options: AsOfOptions,
): Promise<Candidates> {
  const { index, starts, us, ns } = order;
  const task = { keys: request.keys, times: timeColumnsOf(request), order: { index, starts, us, ns }, options };
  const [first, ...rest] = await Promise.all(
    shares.map((share, thread) => pool.run(thread, 'place', { ...task, groups: share })),
  );
  const best = (first as Candidates | undefined) ?? createCandidates(us.length);
  for (const other of rest) mergeCandidates(best, other);
  return best;
}

/** Gives threads that would wait something to do. A group that cannot be read is met again by the task itself. */
function decodeAhead(pool: DecoderPool, shares: readonly (readonly GroupRef[])[], columns: readonly string[]): void {
  shares.forEach((share, thread) => {
    pool.run(thread, 'ahead', { groups: share.slice(0, AHEAD), columns }).catch(() => undefined);
  });
}

const AHEAD = 2;

async function fetchAll(
  pool: DecoderPool,
  shares: readonly GroupShare[],
  columns: readonly FetchColumn[],
  length: number,
): Promise<Column[]> {
  const out = columns.map(({ type, unit }) => emptyColumn(type, length, unit));
  const dealt = dealGroups(
    shares,
    ({ group }) => group.rows,
    pool.threadsFor(rowsIn(shares.map(({ group }) => group))),
  );
  await Promise.all(
    dealt.map(async (own, thread) => {
      const task = { groups: own.map(({ group }) => group), rows: own.map(({ rows }) => rows), columns };
      const fetched = await pool.run(thread, 'fetch', task);
      scatter(fetched, own, out);
    }),
  );
  return out;
}

function scatter(fetched: readonly Column[], shares: readonly GroupShare[], out: readonly Column[]): void {
  let at = 0;
  for (const { targets } of shares) {
    const rows = targets.map((_, i) => at + i);
    fetched.forEach((column, c) => {
      copyRows(column, rows, out[c], targets);
    });
    at += targets.length;
  }
}

async function newestPerKey(
  pool: DecoderPool,
  footers: readonly Footer[],
  request: NewestRequest,
): Promise<NewestRows> {
  const task = keyedTask(footers, request);
  const groups = withinWindow(task.groups, footers, task.times, request.window);
  return pool.run(0, 'newest', { ...task, groups, window: request.window });
}

async function rowsOfKey(pool: DecoderPool, footers: readonly Footer[], request: KeyedRequest): Promise<SourceRows> {
  return pool.run(0, 'keyRows', { ...keyedTask(footers, request), key: request.key });
}

function rowsIn(groups: readonly GroupRef[]): number {
  return groups.reduce((sum, group) => sum + group.rows, 0);
}

interface KeyedTask {
  readonly groups: GroupRef[];
  readonly keys: FetchColumn[];
  readonly features: FetchColumn[];
  readonly times: TimeColumns;
}

function keyedTask(footers: readonly Footer[], request: SourceRequest): KeyedTask {
  return {
    groups: groupsOf(footers),
    keys: fetchColumns(request.keys, footers),
    features: fetchColumns(request.features, footers),
    times: timeColumnsOf(request),
  };
}

function timeColumnsOf({ source }: SourceRequest): TimeColumns {
  return { event: source.timestampField, created: source.createdTimestampColumn };
}

/** A timestamp feature gets the finest resolution that any of the files has. */
function fetchColumns(columns: readonly ViewColumn[], footers: readonly Footer[]): FetchColumn[] {
  return columns.map((column) => ({
    ...column,
    unit: finest(footers.map((footer) => footer.columns.get(column.column)?.unit)),
  }));
}

function finest(units: readonly (TimeUnit | undefined)[]): TimeUnit | undefined {
  return (['ns', 'us', 'ms'] as const).find((unit) => units.includes(unit));
}
