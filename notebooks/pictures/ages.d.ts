import type { Drawing } from '.';

/**
 * How old each entity's value is at `now`, on one line of time, beside the window of the TTL (whole hours, days or
 * weeks, such as '1d').
 * @param picture `lastSeen`: the entity's id → the time of its value
 */
export function agePicture(picture: {
  readonly language: 'es' | 'en';
  readonly lastSeen: Readonly<Record<string, string>>;
  readonly now: string;
  readonly ttl: string;
}): Drawing;
