import { expect, test } from 'vitest';
import { failureOf, lastWords, troubleFailure, withoutHidden } from './failure';
import type { Mismatch } from './judge';

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
  expect(message.es).toBe('serve.ts terminó (código 1): RangeError: row # has "…": #.# and \'…\'');
});

test('2b. and where what was said is like what stands before it, it is still this that is masked', () => {
  const failure = troubleFailure({ script: 'serve.ts', ended: ended('1') });
  expect(withoutHidden(failure).message.en).toBe('serve.ts ended (code 1): #');
});

test('3. a failure in which nothing was said stays as it is', () => {
  const failure = troubleFailure({ script: 'serve.ts', ended: ended('') });
  expect(withoutHidden(failure)).toBe(failure);
});

const NOTHING_SERVED: Mismatch = {
  ...{ path: 'serving', world: { customer_stats: [], merchant_stats: [], transactions: [] }, view: undefined },
  ...{ request: { customer_id: 1, merchant_id: 2 }, now: 0, until: 0 },
  ...{ field: 'amount', expected: 5, got: null, right: undefined },
};
const FELL = {
  script: 'materialize.ts',
  ended: ended("Error: ENOENT: no such file, open '/online/store/17.tmp'"),
} as const;

test('4. where nothing was served, what the run said that was to store it is told too', () => {
  const failure = failureOf({ faults: [], mismatches: [NOTHING_SERVED], troubles: [FELL] }, 'stale_overwrite');
  expect(failure.cause).toBe('stale_overwrite');
  const { message, failure: found } = withoutHidden(failure);
  const why = "materialize.ts ended (code 1): Error: ENOENT: no such file, open '…'";
  expect(message.en).toMatch(/serving gave amount = null instead of 5\. materialize\.ts/);
  expect(message.en.endsWith(why)).toBe(true);
  expect(found?.explanation?.en).toBe(why);
  expect(found?.explanation?.es).toBe(why.replace('ended (code', 'terminó (código'));
});

test('5. a value that was served came from somewhere, and what fell is not why it is wrong', () => {
  const served = { ...NOTHING_SERVED, got: 6 };
  const { message } = failureOf({ faults: [], mismatches: [served], troubles: [FELL] });
  expect(message.en).not.toContain('materialize.ts');
});

test('6. but where a run that fell left a store as it was, it is why what is served is stale', () => {
  const stale = { ...NOTHING_SERVED, got: 6 };
  const { message } = failureOf({ faults: [], mismatches: [stale], troubles: [FELL] }, 'stale_overwrite');
  expect(message.en).toContain('materialize.ts ended (code 1)');
});

test('7. a script that a signal ended fell; a serve.ts that was ended for its silence did not', () => {
  const killed = { ...ended(''), code: null };
  const fault = { path: 'training', kind: 'rows', what: 'no training set' } as const;
  const told = (script: 'build_training.ts' | 'serve.ts') =>
    failureOf({ faults: [fault], mismatches: [], troubles: [{ script, ended: killed }] }).message;
  expect(told('build_training.ts')).toEqual({
    en: 'build_training.ts ended (killed): it said nothing',
    es: 'build_training.ts terminó (cortado): no dijo nada',
  });
  expect(told('serve.ts').en).not.toContain('serve.ts');
});

test('8. a column that is not there is named with where it should be', () => {
  const told = (path: 'training' | 'serving') =>
    failureOf({ faults: [{ path, kind: 'column', what: 'amount' }], mismatches: [], troubles: [] }).message;
  expect(told('training').es).toBe('falta la columna amount en el training set');
  expect(told('serving').en).toBe('the answer has no field amount');
});
