import type { TrainingSet } from './training-set';
import type { Got } from './values';

/** A value of the training set. A time may also come as a text. */
export function cell(set: TrainingSet, name: string, row: number): Got {
  const got = set.columns[name]?.[row];
  return name === 'event_timestamp' && typeof got === 'string' ? microsOf(got) : got;
}

function microsOf(text: string): Got {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?(Z|[+-]\d\d(?::?\d\d)?)?$/.exec(text);
  const ms = Date.parse(`${match?.[1] ?? ''}T${match?.[2] ?? ''}${zoneOf(match?.[4])}`);
  return Number.isNaN(ms) ? text : ms * 1000 + Number((match?.[3] ?? '').padEnd(6, '0').slice(0, 6));
}

/** As Date.parse takes it: DuckDB writes `+00`. */
function zoneOf(text = 'Z'): string {
  return /^[+-]\d\d$/.test(text) ? `${text}:00` : text;
}
