import { args, micros } from './arguments.ts';
import { beats, VIEWS } from './rule.ts';
import { readStore, writeStore } from './store.ts';
import { readTable } from './tables.ts';

const end = micros(args.end);
const store = readStore(args.online);
for (const view of VIEWS) {
  const newest = (store[view.name] ??= {});
  for (const row of await readTable(args.data, view)) {
    if (row.event <= end && beats(row, newest[row.key])) newest[row.key] = row;
  }
}
writeStore(args.online, store);
