import { HOUR, SECOND } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import type { Trial } from '../run/trial';
import { labelOf, quietTime, requestOf } from './plain-world';
import type { PlainWorld } from './plain-world';
import type { Random } from './random';

export type PlainTrial = Required<Pick<Trial, 'world' | 'labels' | 'servings'>>;

/**
 * Labels at quiet times in their order, none twice, and every pair asked for at `instants` of them. The first of these
 * is just after a full hour: what was bought last lies in the one before, however short the TTLs are.
 */
export function plainTrial(
  plain: Pick<PlainWorld, 'world' | 'pairs' | 'from' | 'end'>,
  random: Random,
  instants = 2,
): PlainTrial {
  const drawn = new Set<Micros>();
  while (drawn.size < 12) drawn.add(quietTime(random, plain));
  const inOrder = [...drawn].sort((a, b) => a - b);
  const spread = inOrder.map((at, i) => (i === 5 ? Math.floor(at / HOUR) * HOUR + 30 * SECOND : at));
  const asked = spread.filter((_, i) => i % Math.ceil(12 / instants) === 5);
  const times = [...new Set(spread)].sort((a, b) => a - b);
  return {
    world: plain.world,
    labels: times.flatMap((at) => {
      const some = asked.includes(at) ? plain.pairs : random.shuffle(plain.pairs).slice(0, 2);
      return some.map((pair) => labelOf(pair, at));
    }),
    servings: asked.map((end) => ({ end, requests: plain.pairs.map(requestOf) })),
  };
}
