import type { OnlineResponse } from '../online/online-response';
import { formatInstant } from '../time';
import type { Instant } from '../time';
import { feastJson } from './feast-values';

/** Feast's time of what has none. */
const NEVER = '"1970-01-01T00:00:00Z"';

/**
 * The body of Feast's `/get-online-features`: a result for each join key, then for each feature, in the order of
 * `metadata.feature_names`; within one, row by row.
 * @param joinKeys which of the answer's inputs are shown
 * @param views named in the metadata where they are asked for
 */
export function feastAnswer(
  response: OnlineResponse,
  joinKeys: readonly string[],
  views: readonly string[] | undefined,
): string {
  const { inputs, features } = response.columns();
  const keys = inputs.filter(({ name }) => joinKeys.includes(name));
  const never = list(Array.from({ length: response.length }, () => NEVER));
  const present = list(Array.from({ length: response.length }, () => '"PRESENT"'));
  const results = [
    ...keys.map(({ values }) => result(list(values.map(keyJson)), present, never)),
    ...features.map(({ type, values, statuses, times }) =>
      result(
        list(values.map((value) => feastJson(value, type))),
        list(statuses.map(quoted)),
        list(times.map(timeJson)),
      ),
    ),
  ];
  const names = [...keys, ...features].map(({ name }) => name);
  const metadata = { feature_names: names, ...(views && { feature_view_metadata: views.map((name) => ({ name })) }) };
  return `{"results":${list(results)},"metadata":${JSON.stringify(metadata)}}`;
}

function result(values: string, statuses: string, times: string): string {
  return `{"values":${values},"statuses":${statuses},"event_timestamps":${times}}`;
}

function list(items: readonly string[]): string {
  return `[${items.join(',')}]`;
}

function quoted(text: string): string {
  return `"${text}"`;
}

function keyJson(value: unknown): string {
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}

function timeJson(time: Instant | undefined): string {
  return time === undefined ? NEVER : `"${formatInstant(time)}"`;
}
