import { expect, test } from 'vitest';
import { latencyPicture } from './latency';

const VERTICAL = /x2="([\d.]+)" x1="\1"/g;

/** A thousand reads, the fastest first: from `first` ms on, each 0.01 % slower than the one before, one of 20 ms. */
const reads = (first: number): number[] => [...Array.from({ length: 999 }, (_, i) => first * (1 + i / 10_000)), 20];

const draw = (language: 'es' | 'en'): ReturnType<typeof latencyPicture> =>
  latencyPicture({ language, featlab: reads(0.02), sqlite: reads(0.005) });

test('says in words what it shows: p50 and p99 of both, and the goals', () => {
  expect(draw('en').alt).toBe(
    "Histogram of a thousand reads. featlab: p50 0.021 ms, p99 0.022 ms. Bare SQLite: p50 0.0053 ms, p99 0.0055 ms. The class's goals are 2 ms for p50 and 10 ms for p99.",
  );
  expect(draw('es').alt).toMatch(/^Histograma de mil lecturas\. featlab: p50 0\.021 ms/);
});

test('the lines stand where the figures say, on a scale of five decades', () => {
  const ms = [...draw('en').svg.matchAll(VERTICAL)].map(([, x]) => msAt(Number(x)));
  const [p50, p99] = [0.5, 0.99].map((part) => [0.02, 0.005].map((first) => reads(first)[1000 * part]));
  expect(ms.slice(0, 6)).toEqual([...p50, ...p99, 2, 10].map(near));
});

test('a read of no time at all and one of minutes stay on the picture', () => {
  const { svg } = latencyPicture({ language: 'en', featlab: [0, 0.02, 0.02, 90_000], sqlite: [0.005] });
  expect(svg).not.toMatch(/NaN|Infinity/);
});

/** 0.001 to 100 ms, from the left margin to the right one. */
function msAt(x: number): number {
  return 0.001 * 10 ** ((5 * (x - 50)) / (720 - 50 - 90));
}

function near(ms: number): unknown {
  return expect.closeTo(ms, 3) as unknown;
}
