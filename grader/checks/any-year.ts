import type { World } from '../fraud/world';
import { plainTrial } from '../worlds/plain-trial';
import { trials } from './check';
import type { Check } from './check';

/** M6: the plain world before 1970, and again in years that this machine has not seen. */
export const anyYear: Check = trials('time_range', (context) => {
  const years = [1931, 2061].map((year) => {
    const random = context.random(`M6 ${String(year)}`);
    return plainTrial(context.plain(random, { start: Date.UTC(year, 2, 6, random.int(0, 23)) * 1000 }), random, 1);
  });
  return [
    {
      world: joined(years.map(({ world }) => world)),
      labels: years.flatMap(({ labels }) => labels),
      servings: years.flatMap(({ servings }) => servings),
    },
  ];
});

function joined(worlds: readonly World[]): World {
  return {
    customer_stats: worlds.flatMap((world) => world.customer_stats),
    merchant_stats: worlds.flatMap((world) => world.merchant_stats),
    transactions: worlds.flatMap((world) => world.transactions),
  };
}
