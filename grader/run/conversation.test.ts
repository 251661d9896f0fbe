import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { Request } from '../fraud/world';
import type { Ended } from '../sandbox/start';
import { Conversation } from './conversation';

const REQUESTS: readonly Request[] = [1, 2, 3].map((id) => ({ customer_id: id, merchant_id: 7 }));
const ENDED: Ended = { code: 0, stderr: '', cpuSeconds: 0, seconds: 0, ownSeconds: 0, processes: 1 };

/** A conversation with a serve that has said these lines, and ended. */
function after(...lines: readonly string[]): Conversation {
  const [stdin, stdout] = [new PassThrough(), new PassThrough()];
  stdout.end(lines.map((line) => `${line}\n`).join(''));
  const kill = (): void => undefined;
  const ended = new Promise<Ended>((resolve) => stdout.on('close', () => resolve(ENDED)));
  return new Conversation({ stdin, stdout, ended, waited: () => 0, waitedNow: () => 0, workedNow: () => 0, kill });
}

const echoOf = (request: Request): string => JSON.stringify(request);
const answerTo = (request: Request): string => JSON.stringify({ ...request, amount: request.customer_id });

test('1. an answer names a feature; a request that is printed again is noise, and takes no answer’s place', async () => {
  const conversation = after(...REQUESTS.flatMap((request) => [echoOf(request), answerTo(request)]));
  expect(await conversation.all(REQUESTS)).toEqual(REQUESTS.map(answerTo));
  expect((await conversation.end()).noise).toEqual(REQUESTS.map(echoOf));
});

test('2. so it is where the requests come one by one', async () => {
  const conversation = after(...REQUESTS.flatMap((request) => [echoOf(request), answerTo(request)]));
  for (const request of REQUESTS) expect(await conversation.ask(request)).toBe(answerTo(request));
});

test('3. the ids alone are an answer where the others leave room for it: its nulls were left out', async () => {
  const [one, two, three] = REQUESTS;
  const lines = [answerTo(one), echoOf(two), answerTo(three)];
  expect(await after(...lines).all(REQUESTS)).toEqual(lines);
});

test('4. who prints requests again and stops halfway has answered what it has answered', async () => {
  const [one, two] = REQUESTS;
  const lines = [one, two].flatMap((request) => [echoOf(request), answerTo(request)]);
  expect(await after(...lines).all(REQUESTS)).toEqual([answerTo(one), answerTo(two)]);
});
