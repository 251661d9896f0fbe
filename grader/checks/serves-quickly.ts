import type { Micros } from '../fraud/micros';
import { Conversation } from '../run/conversation';
import { mismatchFailure } from '../run/failure';
import type { Failure } from '../run/failure';
import { judgeServing } from '../run/judge';
import { oracleOf } from '../run/trial';
import type { Context } from '../run/context';
import type { Request } from '../fraud/world';
import { LIMITS } from '../sandbox/limits';
import { waitedBy } from '../sandbox/process-tree';
import type { Text } from '../text';
import { requestOf } from '../worlds/plain-world';
import { notAlsoAtRest } from './at-rest';
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

/** A busy machine makes one measurement slow, a scan each of them. */
const TRIES = 3;
/** An answer that takes several threads has waits that are not seen: so many times an echo's are allowed for them. */
const UNSEEN = 4;

/**
 * P1: a big store answers rightly, within so many times what an echo on the same machine takes, asked in turns with it:
 * on the clock, less what both waited for a processor, and in work of processors, which no load changes much.
 */
export const servesQuickly: Check = async (context) => {
  const keys = await manyKeys(context);
  const { asked, end, online, pairs, world } = keys;
  const random = context.random('P1');
  const requests = Array.from({ length: WARM_UP + MEASURED }, () => requestOf(random.pick(asked)));
  let failure: Failure | undefined;
  for (let attempt = 0; attempt === 0 || (failure && attempt < TRIES); attempt++) {
    const times = await measured(context, online, end, requests);
    // Quick and wrong is not quick.
    const moment = { now: end, until: end };
    const { mismatches } = judgeServing(oracleOf(context), world, context.views, moment, requests, times.lines);
    const {
      mismatches: [wrong],
    } = await notAlsoAtRest(context, keys, { faults: [], mismatches, troubles: [] });
    if (wrong) return { failure: mismatchFailure(wrong, 'shared_state') };
    const slow = slowerThanAllowed(times);
    failure = times.lines.length < requests.length ? silence(times, requests) : slow && slowness(slow, pairs.length);
  }
  return failure ? { failure } : PASSED;
};

function slowness({ limit: allowed, name, took: ms }: Slow, customers: number): Failure {
  const [took, limit, all] = [ms.toFixed(2), allowed.toFixed(2), String(customers)];
  return {
    cause: 'slow',
    message: {
      en: `${name.en} of an answer is ${took} ms with ${all} customers; ${limit} ms would do on this machine`,
      es: `${name.es} de una respuesta es ${took} ms con ${all} clientes; en esta máquina alcanzan ${limit} ms`,
    },
    failure: null,
  };
}

function silence({ lines }: Times, requests: readonly Request[]): Failure {
  const [said, asked] = [lines.length, requests.length].map(String);
  return {
    cause: 'serve_protocol',
    message: {
      en: `serve.ts answered ${said} of ${asked} requests, asked one by one of a big store`,
      es: `serve.ts respondió ${said} de ${asked} pedidos, de a uno y sobre un store grande`,
    },
    failure: null,
  };
}

interface Slow {
  readonly name: Text;
  readonly took: number;
  readonly limit: number;
}

/** Of each question after the warm-up. */
interface Times {
  /** What was answered to all, the warm-up's among them. */
  readonly lines: readonly string[];
  readonly answers: readonly Took[];
  readonly echoes: readonly Took[];
  /** ms of processors for each of these, in the mean. */
  readonly work: { readonly answer: number; readonly echo: number };
}

/** ms from question to answer. */
interface Took {
  /** In which the two that talk worked, or waited for something else than a processor. */
  readonly own: number;
  /** In which one of them stood ready and the machine had no processor for it. */
  readonly waited: number;
}

const WORK: Text = { en: 'the processor time', es: 'el tiempo de procesador' };

function slowerThanAllowed({ answers, echoes, work }: Times): Slow | undefined {
  const worked = { name: WORK, took: work.answer, limit: Math.max(QUICK, MIDDLE * work.echo) };
  if (worked.took > worked.limit) return worked;
  const limits = [
    { name: { en: 'p50', es: 'el p50' }, share: 0.5, factor: MIDDLE },
    { name: { en: 'p99', es: 'el p99' }, share: 0.99, factor: WORST },
  ];
  const own = (times: readonly Took[]): number[] => times.map((took) => took.own);
  const waited = echoes.map((took) => took.waited);
  return limits
    .map(({ name, share, factor }) => {
      const limit = Math.max(QUICK, factor * quantile(own(echoes), share)) + UNSEEN * quantile(waited, share);
      return { name, took: quantile(own(answers), share), limit };
    })
    .find(({ took, limit }) => took > limit);
}

/** One request, then the same of the echo: whatever else the machine does, it does to both. */
async function measured(context: Context, online: string, end: Micros, requests: readonly Request[]): Promise<Times> {
  const [answers, echoes, lines]: [Took[], Took[], string[]] = [[], [], []];
  const job = { args: ['/inside/echo.mjs'], cwd: '/inside', env: {}, mounts: [] };
  const echo = new Conversation(context.place.start(job, LIMITS));
  const work = { answer: 0, echo: 0 };
  await context.scripts.converse(online, end, {}, async (conversation) => {
    const worked = (): [number, number] => [conversation.run.workedNow(), echo.run.workedNow()];
    let before: [number, number] = [0, 0];
    for (const [i, request] of requests.entries()) {
      if (i === WARM_UP) before = worked();
      const took = await timed(conversation, request);
      if (took === undefined) break;
      answers.push(took);
      lines.push(took.line);
      echoes.push((await timed(echo, request)) ?? { own: 0, waited: 0 });
    }
    const after = worked();
    work.answer = (after[0] - before[0]) / MEASURED;
    work.echo = (after[1] - before[1]) / MEASURED;
    return [];
  });
  await echo.end();
  return { lines, answers: answers.slice(WARM_UP), echoes: echoes.slice(WARM_UP), work };
}

/** Undefined where no answer came. */
async function timed(conversation: Conversation, request: Request): Promise<(Took & { line: string }) | undefined> {
  const waitedSoFar = (): number => conversation.run.waitedNow() + waitedBy('self');
  const [begin, before] = [performance.now(), waitedSoFar()];
  const line = await conversation.ask(request);
  if (line === undefined) return undefined;
  const all = performance.now() - begin;
  const waited = Math.min(all, waitedSoFar() - before);
  return { line, own: all - waited, waited };
}

function quantile(times: readonly number[], share: number): number {
  if (times.length === 0) return Infinity;
  return times.toSorted((a, b) => a - b)[Math.floor(share * (times.length - 1))];
}
