import type { Conversation } from '../run/conversation';
import { Conversation as Talk } from '../run/conversation';
import type { Context } from '../run/context';
import type { Request } from '../fraud/world';
import { LIMITS } from '../sandbox/limits';
import { requestOf } from '../worlds/plain-world';
import { PASSED } from './check';
import type { Check } from './check';
import { manyKeys } from './many-keys';

const WARM_UP = 40;
const MEASURED = 240;
/** How many times slower than an echo an answer may be, in the middle and in the worst hundredth. */
const MIDDLE = 60;
const WORST = 150;
/** ms below which nothing is slow, however fast the machine is: the class's own p99, which a query engine in SQL keeps. */
const QUICK = 10;

/** P1: a big store answers within so many times what an echo on the same machine takes, asked just before and after. */
export const servesQuickly: Check = async (context) => {
  const { online, end, pairs } = await manyKeys(context);
  const random = context.random('P1');
  const requests = Array.from({ length: WARM_UP + MEASURED }, () => requestOf(random.pick(pairs)));
  const before = await echo(context, requests);
  let times: number[] = [];
  await context.scripts.converse(online, end, {}, async (conversation) => {
    times = await timed(conversation, requests);
    return [];
  });
  const after = await echo(context, requests);
  const limits = [
    { name: 'p50', share: 0.5, factor: MIDDLE },
    { name: 'p99', share: 0.99, factor: WORST },
  ];
  const slow = limits
    .map(({ name, share, factor }) => {
      const limit = Math.max(QUICK, factor * Math.max(quantile(before, share), quantile(after, share)));
      return { name, took: quantile(times, share), limit };
    })
    .find(({ took, limit }) => times.length < MEASURED || took > limit);
  if (!slow) return PASSED;
  const [name, took, limit] = [slow.name, slow.took.toFixed(2), slow.limit.toFixed(2)];
  return {
    failure: {
      cause: 'slow',
      message: {
        en: `${name} of an answer is ${took} ms with ${String(pairs.length)} customers; ${limit} ms would do on this machine`,
        es: `el ${name} de una respuesta es ${took} ms con ${String(pairs.length)} clientes; en esta máquina alcanzan ${limit} ms`,
      },
      failure: null,
    },
  };
};

/** The calibration: lines of the same length through the same walls. */
async function echo(context: Context, requests: readonly Request[]): Promise<number[]> {
  const job = { args: ['/inside/echo.mjs'], cwd: '/inside', env: {}, mounts: [] };
  const talk = new Talk(context.place.start(job, LIMITS));
  const times = await timed(talk, requests);
  await talk.end();
  return times;
}

/** ms of each answer after the warm-up; fewer where one did not come. */
async function timed(conversation: Conversation, requests: readonly Request[]): Promise<number[]> {
  const times: number[] = [];
  for (const request of requests) {
    const begin = performance.now();
    if ((await conversation.ask(request)) === undefined) break;
    times.push(performance.now() - begin);
  }
  return times.slice(WARM_UP);
}

function quantile(times: readonly number[], share: number): number {
  if (times.length === 0) return Infinity;
  return times.toSorted((a, b) => a - b)[Math.floor(share * (times.length - 1))];
}
