import { expect, test } from 'vitest';

import { parseInstant } from '../time/time';
import { createCandidates, createRoom, placeRows, winners } from './as-of';
import type { HistoryRows } from './as-of';
import { orderEntityRows } from './entity-order';

// Files of one source may have times of different units: what has no nanoseconds is compared with what has.

const OPTIONS = { ttl: 0, bound: 'inclusive', createdCutoff: false } as const;
const DAY = '2024-01-01T';

/** A file of one row: its time of day, and the time at which it was written. */
type File = readonly [event: string, created?: string];

/** The number of the file whose row wins at noon. */
function winnerAtNoon(...files: readonly File[]): number | undefined {
  const times = { us: Float64Array.of(parseInstant(`${DAY}12:00:00Z`)!.us) };
  const order = orderEntityRows([{ type: 'int64', values: BigInt64Array.of(1n) }], times, 1);
  const best = createCandidates(1);
  files.forEach((file, first) => {
    placeRows(best, order, rowsOf(file, first), OPTIONS, createRoom(1));
  });
  return winners(order, best, 1, OPTIONS)[0];
}

function rowsOf([event, created]: File, first: number): HistoryRows {
  const timesOf = (text: string) => {
    const { us, ns } = parseInstant(`${DAY}${text}Z`)!;
    return { us: Float64Array.of(us), ns: ns === 0 ? undefined : Int32Array.of(ns) };
  };
  const written = created === undefined ? undefined : timesOf(created);
  return { first, codes: Int32Array.of(0), event: timesOf(event), created: written };
}

test.each<[string, readonly File[], number]>([
  ['a nanosecond later, then whole microseconds', [['00:00:00.000000001'], ['00:00:00']], 0],
  ['between two of whole microseconds', [['00:00:00'], ['00:00:00.000000001'], ['00:00:00']], 1],
  ['replaced, then beaten by nanoseconds', [['00:00:00.000000500'], ['01:00:00'], ['01:00:00.000000300']], 2],
  [
    'the same of created',
    [
      ['00:00:00', '00:00:00.000000500'],
      ['01:00:00', '01:00:00'],
      ['01:00:00', '01:00:00.000000300'],
    ],
    2,
  ],
  ['whole microseconds alone: the last of equal ones', [['00:00:00'], ['00:00:00']], 1],
])('%s', (_, files, winner) => {
  expect(winnerAtNoon(...files)).toBe(winner);
});
