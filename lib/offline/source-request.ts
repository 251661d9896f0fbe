import type { FeatureView } from '../definitions/feature-view';
import { sourceColumn } from '../definitions/source-fields';
import { rowPrototype } from '../row-prototype';
import type { Schema, ValueType } from '../types';
import type { OutputColumn, SourceRequest, ViewColumn } from './offline-store';

/**
 * What `view` asks of its source for these features (all of them by default). An alias asks as its base does. Where
 * one is derived, `features` are all the columns that a function may read, and `outputs` is what was asked.
 */
export function sourceRequest(
  view: FeatureView,
  features: readonly string[] = Object.keys(view.schema),
): SourceRequest {
  const stored = view.base ?? view;
  const column = (name: string, type: ValueType): ViewColumn => ({
    name,
    column: sourceColumn(stored.source, name),
    type,
  });
  const columns = (schema: Schema): ViewColumn[] => Object.entries(schema).map(([name, type]) => column(name, type));
  const request = { view: view.name, source: stored.source, keys: columns(stored.joinKeys) };
  if (!features.some((name) => isDerived(stored, name))) {
    return { ...request, features: features.map((name) => column(name, stored.schema[name])) };
  }
  const read = [
    { name: EVENT_TIMESTAMP, column: stored.source.timestampField, type: 'timestamp' as const },
    ...columns(stored.schema).filter(({ name }) => !isDerived(stored, name)),
    ...columns(stored.inputs ?? {}),
  ];
  const names = [...request.keys, ...read.slice(1)].map(({ name }) => name);
  return {
    ...request,
    features: read,
    outputs: features.map((name) => output(stored, name, read)),
    rowPrototype: rowPrototype(
      stored.schema,
      [...names, EVENT_TIMESTAMP],
      'declare it in inputs, if it is a source column',
    ),
  };
}

/** The event time as a function's row has it, whatever the source calls it. */
export const EVENT_TIMESTAMP = 'event_timestamp';

function isDerived(view: FeatureView, feature: string): boolean {
  return view.derive !== undefined && Object.hasOwn(view.derive, feature);
}

function output(view: FeatureView, name: string, read: readonly ViewColumn[]): OutputColumn {
  if (!isDerived(view, name)) return { stored: read.findIndex((column, i) => i > 0 && column.name === name) };
  const run = view.functions?.[name];
  if (run === undefined) throw new TypeError(`the function of ${view.name}:${name} was not loaded`);
  return { name, type: view.schema[name], run };
}
