import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from './run-cli';
import { writeDriverStats } from './write-driver-stats';

const folder = mkdtempSync(join(tmpdir(), 'featlab-data-cli-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await runCli(args, { out: (text) => (out += text), err: (text) => (err += text) });
  return { code, out, err };
}

describe('npm run data', () => {
  it('1 writes the file and says rows, file and seconds in one line', async () => {
    const file = join(folder, 'a.parquet');
    const { code, out, err } = await run('drivers', '--out', file, '--rows', '1000');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^1,000 rows {2}.*a\.parquet {2}\d+\.\d s\n$/);
  });

  it('2 makes the same file as the function, from the fixed default end', async () => {
    const [typed, called] = [join(folder, 'typed.parquet'), join(folder, 'called.parquet')];
    await run('drivers', '--out', typed, '--drivers', '3', '--days', '2', '--seed', '9');
    await writeDriverStats(called, { drivers: 3, days: 2, seed: 9, end: new Date('2025-01-31T23:00:00Z') });
    expect(readFileSync(typed)).toEqual(readFileSync(called));
  });

  it.each(['2025-03-01', '2025-03-01T00:30', '2025-02-28T21:00:00-03:00'])('3 takes the end %s', async (text) => {
    const [typed, called] = [join(folder, 'typed.parquet'), join(folder, 'called.parquet')];
    await run('drivers', '--out', typed, '--days', '1', '--end', text);
    await writeDriverStats(called, { days: 1, end: new Date('2025-03-01T00:00:00Z') });
    expect(readFileSync(typed)).toEqual(readFileSync(called));
  });

  it('4 explains itself', async () => {
    const help = await run('drivers', '--help');
    expect([help.code, help.err]).toEqual([0, '']);
    for (const flag of ['--out', '--drivers', '--days', '--rows', '--end', '--seed']) expect(help.out).toContain(flag);
    expect((await run('--help')).out).toContain('drivers');
  });

  it.each([
    [[], 'a command is missing'],
    [['driver'], "unknown command 'driver' (Did you mean drivers?)"],
    [['drivers'], "required option '--out <file>' not specified"],
    [['drivers', '--out', 'x', '--day', '1'], "unknown option '--day' (Did you mean --days?)"],
    [['drivers', '--out', 'x', '--days', '1.5'], "'1.5' is invalid. It is not a whole number."],
    [['drivers', '--out', 'x', '--days', '0'], 'days 0 is not possible'],
    [['drivers', '--out', 'x', '--end', '2025-02-30'], "'2025-02-30' is invalid. It is not a time"],
    [['drivers', '--out', 'x', '--end', 'now'], "'now' is invalid. It is not a time"],
    [['drivers', '--out', 'x', '--end', '1969-01-01'], 'end 1969-01-01T00:00:00.000Z is not possible'],
  ])('5 refuses %j in two lines, exit 1', async (args, problem) => {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(problem);
    expect(err).toMatch(/^[^\n]+\nfix: [^\n]+\n$/);
  });

  it('6 refuses a place that cannot be written, naming it', async () => {
    writeFileSync(join(folder, 'plain'), '');
    const before = readdirSync(folder);
    const { code, err } = await run('drivers', '--out', join(folder, 'plain', 'x.parquet'));
    expect(code).toBe(1);
    expect(err).toMatch(/^[^\n]*x\.parquet cannot be written[^\n]*\nfix: [^\n]+\n$/);
    expect(readdirSync(folder)).toEqual(before);
  });
});
