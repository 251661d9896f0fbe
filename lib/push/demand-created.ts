import { InputError } from '../errors';
import { nearest } from '../nearest';
import type { PushedRows } from './pushed-rows';

/**
 * Rows may come without their created time. But one that stands there under another name would be lost without a word,
 * and with it which of two rows of one event time corrects the other.
 * @param used the columns that are read
 * @param name what the created time must be called
 * @param source what the source calls it
 */
export function demandCreated(rows: PushedRows, used: readonly string[], name: string, source: string): void {
  if (rows.has(name)) return;
  const unread = rows.names.filter((one) => !used.includes(one));
  const meant = unread.find((one) => one === source || nearest(one, [name]) !== undefined);
  if (meant === undefined) return;
  throw new InputError(
    'INPUT_INVALID',
    `the pushed rows have a column ${meant}, which nobody reads, and no ${name}`,
    `call it ${name} where it is when the row was written, else leave it out`,
  );
}
