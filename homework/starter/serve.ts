// node serve.ts --online DIR --now ISO
// Answers each request with the model's vector as of `now`, from the online store alone.
import { resolve } from 'node:path';
import { readArguments } from './arguments.ts';
import { answer, requests, type Answer } from './requests.ts';

const { online, now } = readArguments('online', 'now');
const variables = { ONLINE_DIR: resolve(online) };

// TODO 4 (20 min): open the store of this folder (import.meta.dirname), once, with these variables and its clock at
// `now`; answer each request from it; close it at the end (HOMEWORK.md, step 4). The loop looks like this:
//
//   for await (const { customer_id, merchant_id } of requests()) {
//     const row = …; // what the store answers for this pair
//     answer(row as unknown as Answer); // TypeScript does not know what is in a row of yours: tell it
//   }
throw new Error('not written yet: serve.ts, TODO 4');
