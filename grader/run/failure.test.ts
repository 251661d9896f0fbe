import { expect, test } from 'vitest';
import { lastWords, troubleFailure, withoutHidden } from './failure';

const ended = (stderr: string) => ({ code: 1, stderr, cpuSeconds: 0, seconds: 0, ownSeconds: 0, processes: 1 });

test('1. what a script said as it fell is the line that names the error', () => {
  const stderr = 'rule.ts:7\n  throw new Error("x")\nTypeError: cannot read row\n    at rule.ts:7\nNode.js v24';
  expect(lastWords(stderr)).toBe('TypeError: cannot read row');
});

test('2. a student reads it without the numbers and texts of hidden data; the instructor reads all of it', () => {
  const failure = troubleFailure({ script: 'serve.ts', ended: ended('RangeError: row 17 has "avg": 12.75 and \'x\'') });
  expect(failure.said).toContain('12.75');
  const { message } = withoutHidden(failure);
  expect(message.en).toBe('serve.ts ended (code 1): RangeError: row # has "…": #.# and \'…\'');
  expect(message.es).toBe('serve.ts terminó (code 1): RangeError: row # has "…": #.# and \'…\'');
});

test('3. a failure in which nothing was said stays as it is', () => {
  const failure = troubleFailure({ script: 'serve.ts', ended: ended('') });
  expect(withoutHidden(failure)).toBe(failure);
});
