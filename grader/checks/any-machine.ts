import type { Context } from '../run/context';
import { CLOCKS } from './any-clock';
import type { Check, Outcome } from './check';
import { PASSED } from './check';
import { inEach } from './in-each';
import type { Machine } from './in-each';
import { once } from './once';
import { CHANCES } from './twice-the-same';

/**
 * D1 and C1 begin with machines of another chance and another clock at once: who gives the right answers there depends
 * on neither. Only for others each is looked at alone.
 */
const bothAtOnce = once((context: Context) => inEach(context, 'D1 C1', 'wall_clock', bothOf(CHANCES, CLOCKS)));
const chanceAlone = once((context: Context) => inEach(context, 'D1', 'nondeterminism', CHANCES));

export const anyChance: Check = async (context) => (isRight(await bothAtOnce(context)) ? PASSED : chanceAlone(context));

export const anyClock: Check = async (context) => {
  const both = await bothAtOnce(context);
  if (isRight(both)) return PASSED;
  const alone = await inEach(context, 'C1', 'wall_clock', CLOCKS);
  // Right with each, wrong with both: whose clock it is that meets chance.
  return isRight(alone) && isRight(await chanceAlone(context)) ? both : alone;
};

function isRight({ failure }: Outcome): boolean {
  return failure === undefined;
}

function bothOf(some: readonly Machine[], others: readonly Machine[]): readonly Machine[] {
  return some.map(([making, serving], i): Machine => {
    const [alsoMaking, alsoServing] = others[i];
    return [(now) => ({ ...making(now), ...alsoMaking(now) }), (now) => ({ ...serving(now), ...alsoServing(now) })];
  });
}
