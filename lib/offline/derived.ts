import { isNull } from '../columns/column';
import type { Column } from '../columns/column';
import { exactValueAt } from '../columns/column-values';
import { emptyColumn } from '../columns/columns';
import { SourceError } from '../errors';
import { putAnswer } from '../put-answer';
import { formatInstant, instantFromNs } from '../time/time';
import type { KeyType } from '../types';
import { EVENT_TIMESTAMP } from './source-request';
import type { OfflineStore, OutputColumn, SourceRequest } from './offline-store';

/**
 * The store with derived features: whatever the engine, their functions are called here, once for each row that an
 * answer holds (in a join those that win, in a materialize the newest of each key).
 */
export function withDerived(engine: OfflineStore): OfflineStore {
  return {
    describe: (source) => engine.describe(source),
    check: (request) => engine.check(request),
    joinAsOf: async (request) => {
      const columns = await engine.joinAsOf(request);
      return derivedFeatures(request, { keys: request.entityKeys, columns, length: request.length });
    },
    planAsOf: async (request) => engine.planAsOf?.(request),
    newestPerKey: async (request) => {
      const rows = await engine.newestPerKey(request);
      return { ...rows, features: derivedFeatures(request, { ...rows, columns: rows.features }) };
    },
    rowsOfKey: async (request) => {
      const rows = await engine.rowsOfKey(request);
      // Only one of them wins: a function that throws at another one fails nobody.
      const failed = new Map<number, SourceError>();
      const onFailure = (row: number, error: SourceError): void => void failed.set(row, error);
      const features = derivedFeatures(request, { ...rows, columns: rows.features }, onFailure);
      return { ...rows, features, ...(failed.size > 0 && { failed }) };
    },
    ...(engine.append && { append: engine.append.bind(engine) }),
    ...(engine.filesOf && { filesOf: engine.filesOf.bind(engine) }),
    ...(engine.wouldRead && { wouldRead: engine.wouldRead.bind(engine) }),
    close: () => engine.close(),
  };
}

type OnFailure = (row: number, error: SourceError) => void;

/** Rows as the engine answers them: `columns` are the request's features. */
export interface Rows {
  readonly length: number;
  readonly keys: readonly Column[];
  readonly columns: readonly Column[];
}

/**
 * What the request wants of these rows: its stored features as they are, the derived ones computed.
 * @param onFailure of a row at which a function throws, whose feature stays null; by default it is thrown on
 */
export function derivedFeatures(
  request: SourceRequest,
  rows: Rows,
  onFailure: OnFailure = (_, error) => {
    throw error;
  },
): readonly Column[] {
  const { outputs } = request;
  if (!outputs) return rows.columns;
  const columns = outputs.map((output) =>
    'stored' in output ? rows.columns[output.stored] : emptyColumn(output.type, rows.length),
  );
  for (let row = 0; row < rows.length; row++) {
    // The event time comes first; without one there is no row: nothing won.
    if (!isNull(rows.columns[0], row)) deriveRow(request, rows, row, outputs, columns, onFailure);
  }
  return columns;
}

function deriveRow(
  request: SourceRequest,
  rows: Rows,
  row: number,
  outputs: readonly OutputColumn[],
  columns: readonly Column[],
  onFailure: OnFailure,
): void {
  const seen = rowAt(request, rows, row);
  outputs.forEach((output, i) => {
    if ('stored' in output) return;
    try {
      putAnswer(columns[i], row, output.run(seen));
    } catch (error) {
      onFailure(row, failed(request, output.name, rows, row, error));
    }
  });
}

function rowAt(request: SourceRequest, rows: Rows, row: number): Readonly<Record<string, unknown>> {
  const seen = Object.create(request.rowPrototype ?? Object.prototype) as Record<string, unknown>;
  request.keys.forEach(({ name, type }, k) => (seen[name] = keyAt(rows.keys[k], type as KeyType, row)));
  request.features.forEach(({ name }, c) => {
    if (c > 0) seen[name] = exactValueAt(rows.columns[c], row, name);
  });
  seen[EVENT_TIMESTAMP] = dateAt(rows.columns[0], row);
  return Object.freeze(seen);
}

/** In the type that the view declares, whatever integer the column is. */
function keyAt(column: Column, type: KeyType, row: number): unknown {
  const value = column.values[row];
  if (type === 'bigint') return BigInt(value as number | bigint);
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

const PER_MS = { ms: 1n, us: 1_000n, ns: 1_000_000n } as const;

function dateAt(column: Column, row: number): Date {
  if (column.type !== 'timestamp') throw new TypeError(`a ${column.type} column holds no times`);
  const [count, perMs] = [column.values[row], PER_MS[column.unit]];
  return new Date(Number(count >= 0n ? count / perMs : -((perMs - 1n - count) / perMs)));
}

function failed(request: SourceRequest, feature: string, rows: Rows, row: number, error: unknown): SourceError {
  const key = request.keys.map(({ name, type }, k) => `${name}=${String(keyAt(rows.keys[k], type as KeyType, row))}`);
  const place = [...key, `event_timestamp=${timeAt(rows.columns[0], row)}`].join(', ');
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return new SourceError(
    'DERIVE_FAILED',
    `view ${request.view}: derived feature ${feature} failed on the row ${place} (${reason})`,
    `mend its function in features.ts: it gets any row, nulls included, and answers a value of its type or null; then featlab apply`,
    { cause: error },
  );
}

const NANOS = { ms: 1_000_000n, us: 1_000n, ns: 1n } as const;

function timeAt(column: Column, row: number): string {
  return column.type === 'timestamp' ? formatInstant(instantFromNs(column.values[row] * NANOS[column.unit])) : '';
}
