import type { Times } from '../../columns/column';
import { isFuture } from '../../join/rule';
import type { Instant } from '../../time/time';
import type { Window } from '../offline-store';

/** Is the row in the window? A row without event time is in none. */
export function inWindow(window: Window, event: Times, created: Times | undefined, row: number): boolean {
  const us = event.us[row];
  const ns = event.ns?.[row] ?? 0;
  if (Number.isNaN(us) || isFuture(us, ns, window.to.us, window.to.ns)) return false;
  if (window.from === undefined || !before(us, ns, window.from)) return true;
  const late = window.orCreatedFrom;
  return late !== undefined && created !== undefined && !before(created.us[row], created.ns?.[row] ?? 0, late);
}

/** A null time (NaN) is before everything. */
function before(us: number, ns: number, instant: Instant): boolean {
  return !(us > instant.us || (us === instant.us && ns >= instant.ns));
}
