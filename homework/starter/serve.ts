// node serve.ts --online DIR --now ISO
// Answers each request with the model's vector as of `now`, from the online store alone.
import { readArguments } from './arguments.ts';
import { answer, requests } from './requests.ts';

const { online, now } = readArguments('online', 'now');

// TODO 4 (20 min): open the store, once, with its clock at `now`; answer each request from it; close it at the end:
//   for await (const request of requests()) answer({ … });
throw new Error('not written yet: serve.ts, TODO 4');
