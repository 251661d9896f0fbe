import { HOUR } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import { longestTtl } from '../fraud/views';
import { expectedOf } from '../run/expected-of';
import type { Context } from '../run/context';
import { failureOf, mismatchFailure, troubleFailure } from '../run/failure';
import type { Failure } from '../run/failure';
import { fieldsOf, judgeServing } from '../run/judge';
import type { Served, Trouble } from '../run/scripts';
import { quietTime, requestOf } from '../worlds/plain-world';
import type { Text } from '../text';
import { PASSED } from './check';
import type { Check } from './check';

/** So many requests come in two pieces, after as many that come whole: serve.ts is ready then. */
const [WHOLE, IN_PIECES] = [3, 8];

/**
 * K1: one request after the other, each asked again and again among others: the same answers, at once, and nothing else;
 * nor beside the nulls of what nobody knows.
 */
export const oneByOne: Check = async (context) => {
  const random = context.random('K1');
  const plain = context.plain(random);
  const t = quietTime(random, plain);
  const online = context.place.newStore();
  const made = await context.scripts.materialize(context.dataOf(plain.world), t, online);
  const first = plain.pairs.map(requestOf);
  const expectation = await expectedOf(context, { world: plain.world, servings: [{ end: t, requests: first }] });
  const requests = [...first, ...random.shuffle([...first, ...first]), first[0], first[0], ...first.toReversed()];
  const served = await context.scripts.converse(online, t, {}, async (conversation) => {
    const answers: (string | undefined)[] = [];
    for (const [i, request] of requests.entries()) {
      answers.push(await conversation.ask(request, { inPieces: i >= WHOLE && i < WHOLE + IN_PIECES }));
      if (answers.at(-1) === undefined) break;
    }
    return answers;
  });
  const judgement = judgeServing(
    expectation,
    plain.world,
    context.views,
    { now: t, until: t },
    requests,
    served.answers,
  );
  const [mismatch] = judgement.mismatches;
  if (served.ended.stopped) return { failure: troubleFailure({ script: 'serve.ts', ended: served.ended }) };
  if (judgement.faults.length > 0) return { failure: failureFromSilence(served, requests.length, [made], judgement) };
  if (mismatch) return { failure: mismatchFailure(mismatch, 'shared_state') };
  return ofManners(context, served) ?? (await ofNothingKnown(context, online, t));
};

/** Of pairs that nobody knows, no ids, and rows that have all expired: it has nothing to say of them, also beside its answers. */
async function ofNothingKnown(context: Context, online: string, t: Micros) {
  const { allViews, scripts } = context;
  const pairs = [
    [999_001, 999_002],
    [101, 999_003],
    [null, 501],
    [101, null],
    [null, null],
    [101, 501],
  ] as const;
  const requests = pairs.map(requestOf);
  const served = await scripts.converse(online, t + longestTtl(allViews) + HOUR, {}, (talk) => talk.all(requests));
  // Who is silent, or says nothing but the ids, has no nulls: N1's.
  const isAnswered = served.ended.stopped === undefined && requests.every((_, i) => served.answers[i] !== undefined);
  const noise = served.noise.filter((line) => !('customer_id' in (fieldsOf(line) ?? {})));
  return (isAnswered && ofManners(context, { ...served, noise })) || PASSED;
}

function failureFromSilence(
  served: Served,
  asked: number,
  made: readonly Trouble[],
  judgement: ReturnType<typeof judgeServing>,
): Failure {
  const answered = served.answers.filter((line) => line !== undefined).length;
  if (served.ended.code !== 0 && served.ended.code !== null) {
    const ends: Trouble[] = [...made, { script: 'serve.ts', ended: served.ended }];
    return failureOf({ ...judgement, troubles: ends.filter(({ ended }) => ended.code !== 0) }, 'shared_state');
  }
  const said = {
    en: `${String(answered)} of ${String(asked)} requests`,
    es: `${String(answered)} de ${String(asked)} pedidos`,
  };
  return protocol({
    en: `serve.ts answered ${said.en}, asked one by one: each answer must be written before the next request is sent`,
    es: `serve.ts respondió ${said.es}, de a uno: cada respuesta se escribe antes de que llegue el pedido siguiente`,
  });
}

/** Undefined where nothing is wrong with them. */
function ofManners(context: Context, { noise, further, endedItself }: Served) {
  if (noise.length > 0) {
    const line = JSON.stringify(noise[0]);
    return {
      failure: protocol(
        {
          en: `stdout carries answers only, not ${line} (logs go to stderr)`,
          es: `por stdout van solo respuestas, no ${line} (los logs van a stderr)`,
        },
        line,
      ),
    };
  }
  if (further > 0) {
    context.notice({
      kind: 'attempt',
      text: {
        en: `serve.ts printed ${String(further)} answers that nobody asked for`,
        es: `serve.ts imprimió ${String(further)} respuestas que nadie pidió`,
      },
    });
    return {
      failure: protocol({
        en: `${String(further)} answers more than requests`,
        es: `${String(further)} respuestas más que pedidos`,
      }),
    };
  }
  if (endedItself) return undefined;
  return {
    failure: protocol({
      en: 'serve.ts did not end with code 0 within 5 s of the end of its input',
      es: 'serve.ts no terminó con código 0 dentro de los 5 s del fin de su entrada',
    }),
  };
}

function protocol(message: Text, said = ''): Failure {
  return { cause: 'serve_protocol', message, failure: null, said };
}
