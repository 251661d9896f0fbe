import { describe, expect, test } from 'vitest';

import { latenessOf } from './lateness';
import { DEFAULT_POLICY } from './policy';
import { parsePolicy } from './read-policy';

const WHOLE = `
assignment: Homework 4
language: en
pass_mark: 70
due: 2026-11-30T23:59:00-03:00
late: { free_days: 1, points_per_day: 10, last_day: 5 }
extensions:
  ana-perez: 3d
  luis: 2026-12-10T12:00:00Z
pairs:
  - [caro, dani]
weights: { acceptance: 40, rest: 40, C1: 5 }
cohort:
  name: 2026-B
  seed: 12
  ttl: { customer_stats: 5d, transaction_features: 12h }
`;

const parse = (text: string) => () => parsePolicy(text, 'policy.yaml');
const time = (text: string): number => Date.parse(text);

describe('a policy', () => {
  test('1. says what is decided for a class', () => {
    const policy = parsePolicy(WHOLE, 'policy.yaml');
    expect(policy).toMatchObject({ assignment: 'Homework 4', language: 'en', passMark: 70 });
    expect(policy.due).toBe(time('2026-12-01T02:59:00Z'));
    expect(policy.cohort).toEqual({
      name: '2026-B',
      seed: 12,
      ttlSeconds: { customer_stats: 432_000, transaction_features: 43_200 },
    });
    expect(policy.pairs).toEqual([['caro', 'dani']]);
  });

  test("2. weights: a group's points are shared by its checks, a check's own come first", () => {
    const { weights } = parsePolicy(WHOLE, 'policy.yaml');
    expect([weights.E1, weights.C1, weights.T1]).toEqual([40 / 3, 5, undefined]);
  });

  test('3. what is not there is as it was; an empty file is a policy', () => {
    expect(parsePolicy('', 'policy.yaml')).toEqual(DEFAULT_POLICY);
    expect(parsePolicy('# nothing yet\n', 'policy.yaml')).toEqual(DEFAULT_POLICY);
  });

  test.each([
    ['pass_mrk: 60', /^policy\.yaml line 1: unknown key "pass_mrk"\nfix: did you mean pass_mark\?/],
    ['language: fr', /line 1: language is "fr"\nfix: .*There are es, en/],
    ['pass_mark: 60\ndue: tomorrow', /line 2: due is "tomorrow"\nfix: write a time with its zone/],
    ['due: 2026-02-31T12:00Z', /line 1: due is "2026-02-31T12:00Z"/],
    ['due: 2026-11-30', /line 1: due is "2026-11-30"\nfix: write a time with its zone/],
    ['due: 2026-11-30T23:59:00', /line 1: due is .*\nfix: write a time with its zone/],
    ['extensions: { ana: 2026-12-10 }', /line 1: extensions.ana is "2026-12-10"\nfix: .* a time with its zone/],
    ['pass_mark: 600', /pass_mark is 600\nfix: write a number from 0 to 100/],
    ['late:\n  points_per_dya: 3', /line 2: unknown key "late.points_per_dya"\nfix: did you mean points_per_day/],
    ['late: 3', /late is 3\nfix: write a mapping/],
    ['extensions:\n  ana: soon', /line 2: extensions.ana is "soon"\nfix: write more time such as 3d/],
    ['pairs: [[a, b], [b, c]]', /b is in two of the pairs/],
    ['pairs: [a, b]', /pairs is \["a","b"\]\nfix: write a list of lists/],
    [
      'weights: { acceptance: 0, definitions: 0, edges: 0, rest: 0 }',
      /line 1: weights is .*\nfix: write a weight that is more than 0/,
    ],
    ['weights: { E9: 3 }', /unknown key "weights.E9"/],
    [
      'cohort: { ttl: { customer_stat: 3d } }',
      /unknown key "cohort.ttl.customer_stat"\nfix: did you mean customer_stats/,
    ],
    ['cohort: { seed: 1.5 }', /cohort.seed is 1.5\nfix: write a whole number/],
    ['pass_mark: [60', /line 1: not YAML/],
    ['- a\n- b', /policy.yaml is no mapping/],
  ])('4. %j is refused, with its line and a fix', (text, message) => {
    expect(parse(text)).toThrow(message);
  });
});

describe('lateness', () => {
  const policy = parsePolicy(WHOLE, 'policy.yaml');
  const late = (names: string[], at: string | null) => latenessOf(names, at === null ? null : time(at), policy);

  test('5. a day begun counts whole, the free ones cost nothing', () => {
    expect(late(['eva'], '2026-12-01T02:59:00Z')).toEqual({ days: 0, penalty: 0, accepted: true });
    expect(late(['eva'], '2026-12-01T02:59:01Z')).toEqual({ days: 1, penalty: 0, accepted: true });
    expect(late(['eva'], '2026-12-03T02:59:01Z')).toEqual({ days: 3, penalty: 20, accepted: true });
    expect(late(['eva'], '2026-12-09T00:00:00Z')).toMatchObject({ days: 8, accepted: false });
  });

  test('6. an extension is more time, or a time; a pair has the longer one', () => {
    expect(late(['ana-perez'], '2026-12-04T02:59:00Z').days).toBe(0);
    expect(late(['luis'], '2026-12-10T12:00:00Z').days).toBe(0);
    expect(late(['eva', 'luis'], '2026-12-11T12:00:00Z').days).toBe(1);
  });

  test('7. where the time is not known nothing is taken off, and the report says so', () => {
    expect(late(['eva'], null)).toEqual({ days: null, penalty: 0, accepted: true });
    expect(latenessOf(['eva'], time('2030-01-01T00:00:00Z'), DEFAULT_POLICY).days).toBe(0);
  });
});
