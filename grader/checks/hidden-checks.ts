import { anyIds } from './any-ids';
import { anyChance, anyClock } from './any-machine';
import { muchMoreData } from './any-size';
import { anyYear } from './any-year';
import { anyZone } from './any-zone';
import { bothAreRight } from './both-are-right';
import { exactTtl } from './exact-ttl';
import { justAfterAndBefore } from './just-after';
import { killedAnywhere } from './killed-anywhere';
import { labelIsNoFeature } from './label-is-no-feature';
import { nullsStayNull } from './nulls-stay-null';
import { anyOrderOfRows } from './order-of-rows';
import type { Registry } from './public-checks';
import { sameIdsOnBothSides } from './same-ids';
import { servesQuickly } from './serves-quickly';
import { tiesAndLateRows } from './ties-and-late-rows';
import { unseenPairs } from './unseen-pairs';

/** The checks that run after the submission; D1 takes the place of the public one. Students get neither them nor the oracle that they stand on. */
export const HIDDEN_CHECKS: Registry = {
  E2: bothAreRight,
  E3: unseenPairs,
  M2: justAfterAndBefore,
  M3: anyOrderOfRows,
  M5: anyIds,
  M6: anyYear,
  M7: anyZone,
  M8: muchMoreData,
  M9: sameIdsOnBothSides,
  M10: tiesAndLateRows,
  T1: exactTtl,
  N1: nullsStayNull,
  L1: labelIsNoFeature,
  I2: killedAnywhere,
  P1: servesQuickly,
  D1: anyChance,
  C1: anyClock,
};
