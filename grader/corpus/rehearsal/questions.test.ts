import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSubmission } from '../make-submission';
import type { WrongSubmission } from '../wrong-submission';
import { rehearse } from './rehearsal';

let place = '';
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'featlab-questions-'));
});
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});

const CHANGES: readonly (readonly [string, NonNullable<WrongSubmission['change']>, RegExp])[] = [
  [
    'an hour of its own in serve.ts',
    {
      'serve.ts': [['  process.stdout.write', '  answer.hour_of_day = 12;\n  process.stdout.write']],
    },
    /hour_of_day was trained as .* and served as 12.*\. Is it written twice\?$/,
  ],
  [
    'a store that ends too early',
    { 'materialize.ts': [['row.event <= end &&', 'row.event <= end - 86_400e6 * 99 &&']] },
    /and served as null.*\. Served null: up to when was the store materialized, and with what clock\?$/,
  ],
  [
    'a materialize that falls before it writes',
    { 'materialize.ts': [['writeStore(args.online, store);', "throw new TypeError('no \\'row\\' 17');"]] },
    /and served as null: the row of .* was not used in serving\. materialize\.ts ended \(code 1\): TypeError: no 'row' 17$/,
  ],
  [
    'features in another order than the labels',
    { 'build_training.ts': [['Object.assign(out[i],', 'Object.assign(out[i ^ 1],']] },
    /\. Trained was the value of another label: do the rows stand in the order of the labels\?$/,
  ],
];

test.each(CHANGES)('E1 asks the question that fits: %s', async (name, change, question) => {
  const folder = join(place, name);
  makeSubmission(folder, { name, story: '', fails: ['E1'], change });
  const failed = await rehearse(folder, 1, ['E1']);
  expect(failed.get('E1')?.message.en).toMatch(question);
});
