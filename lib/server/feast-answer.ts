import type { PlannedFeature } from '../online/online-plan';
import type { InputColumn, ResponseParts } from '../online/online-response';
import { statusOf, valueOf } from '../online/outcome';
import type { Outcome } from '../online/outcome';
import { formatInstant } from '../time/time';
import { feastJson } from './feast-values';
import type { StatusCounts } from './metrics';

/** Feast's time of what has none. */
const NEVER = '"1970-01-01T00:00:00Z"';

/**
 * The body of Feast's `/get-online-features`: a result for each join key, then for each feature, in the order of
 * `metadata.feature_names`; within one, row by row. Written as text at once: JSON.stringify of an object of it would
 * cost as much as the rest of the request.
 * @param withViews names the views in the metadata
 * @param counts where the values' statuses are added
 */
export function feastAnswer(
  { length, inputs, plan, outcomes }: ResponseParts,
  withViews: boolean,
  counts: StatusCounts,
): string {
  const keys = inputs.filter(({ name }) => plan.joinKeys.includes(name));
  const results = keys.map((key) => keyResult(key, length));
  const times: string[] = [];
  for (const feature of plan.features) {
    const { ask } = feature;
    times[ask] ??= timesText(outcomes[ask]);
    results.push(featureResult(feature, outcomes[ask], times[ask], counts));
  }
  const names = [...keys, ...plan.features].map(({ name }) => name);
  const views = plan.reads.flatMap(({ asks }) => asks.map(({ name }) => ({ name })));
  const metadata = withViews ? { feature_names: names, feature_view_metadata: views } : { feature_names: names };
  return `{"results":[${results.join(',')}],"metadata":${JSON.stringify(metadata)}}`;
}

function keyResult({ values }: InputColumn, length: number): string {
  return result(values.map(keyJson).join(','), repeated('"PRESENT"', length), repeated(NEVER, length));
}

function featureResult(
  { type, position }: PlannedFeature,
  outcomes: readonly Outcome[],
  times: string,
  counts: StatusCounts,
): string {
  let [values, statuses] = ['', ''];
  for (const outcome of outcomes) {
    const status = statusOf(outcome, position);
    counts[status]++;
    statuses += `,"${status}"`;
    values += `,${feastJson(valueOf(outcome, position), type)}`;
  }
  return result(values.slice(1), statuses.slice(1), times);
}

/** The features of one view have their times in common. */
function timesText(outcomes: readonly Outcome[]): string {
  return outcomes.map((of) => (typeof of === 'string' ? NEVER : `"${formatInstant(of)}"`)).join(',');
}

function result(values: string, statuses: string, times: string): string {
  return `{"values":[${values}],"statuses":[${statuses}],"event_timestamps":[${times}]}`;
}

function repeated(text: string, times: number): string {
  return times === 0 ? '' : `${text},`.repeat(times - 1) + text;
}

function keyJson(value: unknown): string {
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}
