import { createInterface } from 'node:readline';
import { args, micros } from './arguments.ts';
import { counts, keyOf, valuesOf, VIEWS } from './rule.ts';
import { readStore } from './store.ts';

const now = micros(args.now);
const store = readStore(args.online);
for await (const line of createInterface({ input: process.stdin })) {
  const { customer_id, merchant_id } = JSON.parse(line);
  const ids = { customer_id, merchant_id };
  const answer: Record<string, number | null> = { ...ids };
  for (const view of VIEWS) {
    const row = store[view.name]?.[keyOf(view, ids) ?? 'none'];
    Object.assign(answer, valuesOf(view, row && counts(view, row, now) ? row : undefined));
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
