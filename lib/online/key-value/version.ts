import { randomUUID } from 'node:crypto';

import type { Times } from '../../columns/column';
import type { Instant } from '../../time/time';
import { TIME_LENGTH, timeOfText, timeText } from './time-text';

/**
 * A stored row's version: generation, event time, created time (nothing where it is null), each of fixed width. The
 * row with the greater text stays; of equal ones the new one. A row of an older generation gives way to any new one.
 */
export function versionText(generation: string, event: Times, created: Times | undefined, row: number): string {
  const text = generation + timeText(event.us[row], event.ns?.[row] ?? 0);
  if (created === undefined || Number.isNaN(created.us[row])) return text;
  return text + timeText(created.us[row], created.ns?.[row] ?? 0);
}

export function isOfGeneration(version: string, generation: string): boolean {
  return version.startsWith(generation);
}

export function eventTimeOf(version: string): Instant {
  return timeOfText(version.slice(GENERATION_LENGTH, GENERATION_LENGTH + TIME_LENGTH));
}

const COUNTER = 10;
export const GENERATION_LENGTH: number = COUNTER + 8;

/** A generation greater than the one before, and like none that ever was: the database may have been emptied. */
export function nextGeneration(before: string | undefined): string {
  const count = before === undefined ? 1 : Number(before.slice(0, COUNTER)) + 1;
  return String(count).padStart(COUNTER, '0') + randomUUID().slice(0, GENERATION_LENGTH - COUNTER);
}

/** Greater than every version of the generation, smaller than those of later ones. */
export function afterGeneration(generation: string): string {
  return `${generation}z`;
}
