import { toInstant } from './time';
import type { Clock, TimeInput } from './time';

/** The store's clock as a caller sets it: an instant at which it stands, or a function that is asked at each use. */
export type NowInput = TimeInput | (() => TimeInput);

/** @throws InputError TIME_INVALID for a fixed time that is none; a function's answers are checked when it is asked */
export function toClock(now: NowInput | undefined): Clock {
  if (now === undefined) return realClock;
  if (typeof now === 'function') return () => toInstant(now(), 'now()');
  const fixed = toInstant(now, 'now');
  return () => fixed;
}

/** The edge: the one place of the library that asks the machine what time it is. */
function realClock(): ReturnType<Clock> {
  // eslint-disable-next-line no-restricted-syntax -- this is that place
  return toInstant(new Date(), 'the clock');
}
