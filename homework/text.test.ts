import { mkdtempSync, readFileSync, rmSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../lib/package-root';
import { newFolder, SAMPLE_SEED } from './new-folder';
import { rubric } from './rubric';
import type { Keys } from './testing/fraud-oracle';
import { ask, run } from './testing/scripts';

const homework = join(packageRoot(), 'homework');
const text = { en: read('README.md'), es: read('README.es.md') } as const;

function read(...path: string[]): string {
  return readFileSync(join(homework, ...path), 'utf8');
}

describe.each(['en', 'es'] as const)('the text, %s', (language) => {
  it('1 has the rubric that the grader counts by', () => {
    expect(text[language]).toContain(rubric(language));
  });

  it('2 has the minutes of the stubs', () => {
    const stubs = ['features.ts', 'build_training.ts', 'materialize.ts', 'serve.ts', 'README.md'];
    for (const stub of stubs) {
      const [, step, minutes] = /TODO (\d) \((\d+) min\)/.exec(read('starter', stub)) ?? [];
      expect(text[language]).toMatch(new RegExp(`^\\| ${step ?? ''} \\| \`${stub}\`.* \\| ${minutes ?? ''} \\|$`, 'm'));
    }
  });

  it('3 has as many sections, examples and boxes as the other language', () => {
    const shape = (of: string): string[] => of.match(/^(#+ |```\w*|> |\| )/gm) ?? [];
    expect(shape(text[language])).toEqual(shape(text.en));
  });
});

describe('the figures of the text', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'featlab-text-')), 'fraud');
  afterAll(() => {
    rmSync(join(folder, '..'), { recursive: true });
  });

  it('4 are what the reference makes of the sample data: evaluate prints them, serve answers them', async () => {
    await newFolder({ folder, seed: SAMPLE_SEED, language: 'en' });
    for (const file of ['features.ts', 'build_training.ts', 'materialize.ts', 'serve.ts'])
      cpSync(join(homework, 'solution', file), join(folder, file));
    const labels = join('data', 'labels.parquet');
    await run(folder, 'build_training.ts', ['--data', 'data', '--labels', labels, '--out', 'training.parquet']);
    const given = ['--training', join(folder, 'training.parquet'), '--data', join(folder, 'data')];
    expect(text.en).toContain((await run(folder, 'evaluate.ts', given)).trim());
    expect(text.es).toContain((await run(join(homework, 'starter', 'es'), 'evaluate.ts', given)).trim());
    const file = new Uint8Array(readFileSync(join(folder, 'training.parquet'))).buffer;
    const pairs = (await parquetReadObjects({ file })).filter((row) => row['amount'] !== null);
    const [request, customer, merchant] = /\{"customer_id":(\d{6}),"merchant_id":(\d+)\}/.exec(text.en) ?? [];
    const isExample = (row: Record<string, unknown>): boolean =>
      String(row['customer_id']) === customer && String(row['merchant_id']) === merchant;
    expect(pairs.some(isExample)).toBe(true);
    const [end, online] = ['2025-06-10T00:00:00Z', 'online'];
    await run(folder, 'materialize.ts', ['--data', 'data', '--end', end, '--online', online]);
    const [answer] = await ask(folder, ['--online', online, '--now', end], [JSON.parse(request ?? '') as Keys]);
    for (const one of [text.en, text.es]) expect(one).toContain(JSON.stringify(answer));
  });
});
