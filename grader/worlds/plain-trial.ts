import type { Micros } from '../fraud/micros';
import type { Trial } from '../run/trial';
import { labelOf, quietTime, requestOf } from './plain-world';
import type { PlainWorld } from './plain-world';
import type { Random } from './random';

export type PlainTrial = Required<Pick<Trial, 'world' | 'labels' | 'servings'>>;

/** Labels at quiet times in their order, none twice, and every pair asked for at two of them. */
export function plainTrial(
  plain: Pick<PlainWorld, 'world' | 'pairs' | 'from' | 'end'>,
  random: Random,
  instants = 2,
): PlainTrial {
  const drawn = new Set<Micros>();
  while (drawn.size < 12) drawn.add(quietTime(random, plain));
  const times = [...drawn].sort((a, b) => a - b);
  const asked = times.filter((_, i) => i % Math.ceil(12 / instants) === 5);
  return {
    world: plain.world,
    labels: times.flatMap((at) => {
      const some = asked.includes(at) ? plain.pairs : random.shuffle(plain.pairs).slice(0, 2);
      return some.map((pair) => labelOf(pair, at));
    }),
    servings: asked.map((end) => ({ end, requests: plain.pairs.map(requestOf) })),
  };
}
