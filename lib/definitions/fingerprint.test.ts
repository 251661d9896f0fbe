import { expect, test } from 'vitest';

import { fingerprint } from './derive';
import { entity } from './entity';
import { featureView } from './feature-view';
import { fileSource } from './file-source';

/** A function of this text. */
const written = (text: string): { toString(): string } => ({ toString: () => text });
const same = (a: string, b: string): boolean => fingerprint(written(a)) === fingerprint(written(b));

test('how a function is indented does not count, nor its comments’ lines', () => {
  expect(same('(row) => row.a * 2', '(row) =>\n    row.a * 2')).toBe(true);
  expect(same("(row) => { // don't\n  return 1; }", "(row) => { // don't\n      return 1; }")).toBe(true);
  expect(same('(row) => /* it’s "so"\n  here */ 1', '(row) => /* it’s "so"\n here */ 1')).toBe(true);
});

test.each([
  ["(row) => row.name.split('  ')", "(row) => row.name.split(' ')"],
  ['(row) => `${row.a}  ${row.b}`', '(row) => `${row.a} ${row.b}`'],
  ['(row) => row.a + "\t"', '(row) => row.a + " "'],
  ['(row) => row.a + "\\"  "', '(row) => row.a + "\\" "'],
])('space in a text is no matter of form: %j', (a, b) => {
  expect(same(a, b)).toBe(false);
});

test('a bound function has no text, so that nobody would see that it changed: refused', () => {
  const hourIn = (zone: string, row: { readonly event_timestamp: Date }): number =>
    zone === '' ? 0 : row.event_timestamp.getUTCHours();
  const made = () =>
    featureView({
      name: 'v',
      entities: [entity({ name: 'driver', joinKeys: { id: 'int64' } })],
      schema: { hour: 'int32' },
      source: fileSource({ name: 's', path: 's.parquet', timestampField: 't' }),
      derive: { hour: hourIn.bind(null, 'UTC') },
    });
  expect(made).toThrow(
    /derive\.hour is a bound function, which has no text\nfix: write \(row\) => … and call it there/,
  );
});
