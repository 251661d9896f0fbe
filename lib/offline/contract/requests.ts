import type { Column, Times } from '../../columns/column';
import { valueAt } from '../../columns/column-values';
import { TABLE_KINDS, tableSource } from '../../definitions/table-source';
import type { TableSourceOptions } from '../../definitions/table-source';
import { instantFromNs } from '../../time/time';
import type { KeyType, ValueType } from '../../types';
import type { AsOfRequest, SourceRequest } from '../offline-store';
import type { OfflineLab } from './offline-lab';

export interface Asked {
  readonly keys: Readonly<Record<string, KeyType>>;
  readonly features: Readonly<Record<string, ValueType>>;
}

/** What a view of these keys and features asks of a source in the lab's database. */
export function requestOf(
  lab: OfflineLab,
  source: { readonly [P in keyof TableSourceOptions]?: TableSourceOptions[P] | undefined },
  { keys, features }: Asked,
): SourceRequest {
  const columns = (types: Readonly<Record<string, ValueType>>) =>
    Object.entries(types).map(([name, type]) => ({ name, column: name, type }));
  const options = { name: 's', timestampField: 'event', createdTimestampColumn: 'created', ...source };
  const set = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return {
    view: 'v',
    source: tableSource(TABLE_KINDS[lab.engine], set as unknown as TableSourceOptions),
    keys: columns(keys),
    features: columns(features),
  };
}

/** The same with entity rows: a tuple of keys and a time in nanoseconds each. */
export function asOf(
  request: SourceRequest,
  rows: readonly { readonly key: readonly (bigint | string | null)[]; readonly time: bigint }[],
  options: Partial<Pick<AsOfRequest, 'ttl' | 'bound' | 'createdCutoff'>> = {},
): AsOfRequest {
  return {
    ...request,
    length: rows.length,
    entityKeys: request.keys.map(({ type }, k) =>
      keyColumn(
        type as KeyType,
        rows.map(({ key }) => key[k]),
      ),
    ),
    entityTimes: timesOf(rows.map(({ time }) => time)),
    ttl: undefined,
    createdCutoff: false,
    bound: 'inclusive',
    ...options,
  };
}

export function keyColumn(type: KeyType, values: readonly (bigint | string | null)[]): Column {
  const valid = Uint8Array.from(values, (value) => Number(value !== null));
  if (type === 'string') return { type, valid, values: values.map((value) => (value ?? '') as string) };
  return { type: 'int64', valid, values: BigInt64Array.from(values, (value) => (value ?? 0n) as bigint) };
}

/** Without `ns` where all are whole microseconds, as the library has them. */
function timesOf(nanos: readonly bigint[]): Times {
  const instants = nanos.map(instantFromNs);
  const us = Float64Array.from(instants, (instant) => instant.us);
  return instants.every(({ ns }) => ns === 0) ? { us } : { us, ns: Int32Array.from(instants, ({ ns }) => ns) };
}

export function valuesOf(column: Column): unknown[] {
  return Array.from({ length: column.values.length }, (_, row) => valueAt(column, row, 'value'));
}
