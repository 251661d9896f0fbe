import type { CheckId } from '../check-list';

/** Checks of what was handed in; the views that are judged play no part in them. */
const BEFORE_VIEWS: readonly CheckId[] = ['S0', 'R0', 'D0', 'E1', 'E2'];

/**
 * Does the check judge a view that was lost in another one? A view that is not right (E2) is left out of all that
 * follows. One whose paths only disagree, at the bound, is left out where the bound is looked at again; without an
 * oracle out of all that follows, where one path is what the other is judged by.
 */
export function isJudged(id: CheckId, lostIn: CheckId | undefined, hasOracle: boolean): boolean {
  if (lostIn === undefined || BEFORE_VIEWS.includes(id)) return true;
  return lostIn === 'E1' && id !== 'M2' && hasOracle;
}
