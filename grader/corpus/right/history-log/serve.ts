import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { History, linesOf, micros, option } from './read.mts';

const history = new History();
for await (const entry of linesOf(join(option('online'), 'current', 'entries'))) history.add(entry);
history.sort();
const now = micros(option('now'));
const input = createInterface({ input: process.stdin });
input.on('line', (line) => {
  const request = JSON.parse(line);
  console.log(JSON.stringify({ ...request, ...history.at(request, now) }));
});
