import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFraudData } from '../data-gen/fraud/write-fraud-data';
import { packageRoot } from '../lib/package-root';
import { run } from './testing/scripts';

// The two scripts as a student runs them: the reference's training set, and the starter's model on it.

const homework = join(packageRoot(), 'homework');
const folder = mkdtempSync(join(tmpdir(), 'featlab-prediction-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The three figures that evaluate.ts prints. */
async function evaluate(seed: number): Promise<number[]> {
  const [data, training] = [join(folder, String(seed)), join(folder, `${String(seed)}.parquet`)];
  await writeFraudData({ out: data, seed, end: new Date('2025-06-10T00:00:00Z') });
  const labels = join(data, 'labels.parquet');
  await run(join(homework, 'solution'), 'build_training.ts', ['--data', data, '--labels', labels, '--out', training]);
  const said = await run(join(homework, 'starter'), 'evaluate.ts', ['--training', training, '--data', data]);
  return [...said.matchAll(/ (\d\.\d{3})/g)].map(([, figure]) => Number(figure));
}

describe.each([1, 2, 3])('a plain logistic regression on the six features, seed %i', (seed) => {
  let honest: number, leaky: number, served: number;
  beforeAll(async () => {
    [honest, leaky, served] = await evaluate(seed);
  });

  it('1 ranks a fraud above what is none far more often than chance', () => {
    expect(honest).toBeGreaterThan(0.78);
    expect(honest).toBeLessThan(0.95);
  });

  it('2 on the newest rows looks better than it is', () => {
    expect(leaky).toBeGreaterThan(honest + 0.01);
    expect(served).toBeLessThan(honest - 0.01);
  });
});
