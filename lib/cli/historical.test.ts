import { copyFileSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { DriverRepository } from '../testing/driver-repository';
import { runCli } from '../testing/run-cli';
import type { CliRun } from '../testing/run-cli';

let repository: DriverRepository;
beforeAll(async () => {
  repository = new DriverRepository();
  await repository.with((store) => store.apply());
  repository.write(
    'drivers.csv',
    'driver_id,event_timestamp,note\n1001,2025-06-01T11:00:00Z,"a, b"\n9,2025-06-01T11:00:00Z,\n',
  );
});
afterAll(() => repository.remove());

const written = (name: string): string => readFileSync(repository.path(name), 'utf8');

function get(entityDf: string, ...flags: string[]): Promise<CliRun> {
  return runCli(['get-historical-features', '--entity-df', entityDf, ...flags], { cwd: repository.folder });
}

const FEATURES = ['--features', 'driver_stats:conv_rate', 'driver_stats:trips'];

describe('get-historical-features', () => {
  test('CSV in, CSV out: the features as they were at each row, an empty cell where there is none', async () => {
    expect(await get('drivers.csv', ...FEATURES, '--out', 'training.csv')).toEqual({
      exit: 0,
      stdout: '2 rows, 5 columns  training.csv\n',
      stderr: '',
    });
    expect(written('training.csv')).toBe(
      'driver_id,event_timestamp,note,conv_rate,trips\n1001,2025-06-01T11:00:00Z,"a, b",0.5,11\n9,2025-06-01T11:00:00Z,,,\n',
    );
  });

  test('into Parquet and from there into JSON: the rows stay', async () => {
    const { stdout } = await get('drivers.csv', ...FEATURES, '--out', 'training.parquet', '--json');
    const columns = ['driver_id', 'event_timestamp', 'note', 'conv_rate', 'trips'];
    expect(JSON.parse(stdout)).toEqual({ file: 'training.parquet', rows: 2, columns });
    await get('training.parquet', '--features', 'driver_stats:trips', '--full-feature-names', '--out', 'training.json');
    const event_timestamp = '2025-06-01T11:00:00Z';
    expect(JSON.parse(written('training.json'))).toEqual([
      { driver_id: 1001, event_timestamp, note: 'a, b', conv_rate: 0.5, trips: 11, driver_stats__trips: 11 },
      { driver_id: 9, event_timestamp, note: null, conv_rate: null, trips: null, driver_stats__trips: null },
    ]);
  });

  test('--bound exclusive: not the row of the very time', async () => {
    await get('drivers.csv', ...FEATURES, '--bound', 'exclusive', '--out', 'before.csv');
    expect(written('before.csv')).toContain('1001,2025-06-01T11:00:00Z,"a, b",0.25,10\n');
  });

  test('--created-cutoff: not what was written later', async () => {
    await get('drivers.csv', '--features', 'driver_stats:conv_rate', '--created-cutoff', '--out', 'known.csv');
    expect(written('known.csv')).toContain('1001,2025-06-01T11:00:00Z,"a, b",0.25\n');
  });

  describe('does not write over what it reads', () => {
    const refused = async (entityDf: string, out: string, what: string): Promise<void> => {
      const { exit, stderr } = await get(entityDf, ...FEATURES, '--out', out);
      expect({ exit, stderr }).toEqual({
        exit: 1,
        stderr: expect.stringContaining(`--out ${out} is ${what}, which would be gone\nfix: write the training set to`),
      });
    };

    test('a file of its source, by whatever path', async () => {
      const before = repository.bytes('data/driver_stats.parquet');
      const source = 'a file that the features are read from';
      await refused('drivers.csv', 'data/driver_stats.parquet', source);
      await refused('drivers.csv', repository.path('data', 'driver_stats.parquet'), source);
      if (process.platform !== 'win32') {
        symlinkSync(join('data', 'driver_stats.parquet'), repository.path('linked.parquet'));
        await refused('drivers.csv', 'linked.parquet', source);
      }
      expect(repository.bytes('data/driver_stats.parquet').equals(before)).toBe(true);
    });

    test('nor beside it, where it would be one of the source the next time', async () => {
      const folders = new DriverRepository();
      const features = readFileSync(folders.path('features.ts'), 'utf8');
      folders.write('features.ts', features.replace("'data/driver_stats.parquet'", "'data/*.parquet'"));
      folders.write('drivers.csv', written('drivers.csv'));
      await folders.with((store) => store.apply());
      const run = (out: string): Promise<CliRun> =>
        runCli(['get-historical-features', '--entity-df', 'drivers.csv', ...FEATURES, '--out', out], {
          cwd: folders.folder,
        });
      const { exit, stderr } = await run('data/training.parquet');
      expect(stderr).toMatch(
        /^--out data\/training\.parquet lies where the features are read from.*\nfix: write it outside/,
      );
      expect(exit).toBe(1);
      expect(await run('training.parquet')).toMatchObject({ exit: 0 });
      folders.remove();
    });

    test('nor a file of a source that was not asked for', async () => {
      const both = new DriverRepository();
      const features = readFileSync(both.path('features.ts'), 'utf8');
      both.write(
        'features.ts',
        features.replace(
          'export const stats',
          "export const other = fileSource({ name: 'other', path: 'data/other.parquet', timestampField: 'event_timestamp' });\n" +
            "export const others = featureView({ name: 'others', entities: [driver], ttl: '1d', source: other, schema: { conv_rate: 'float32' } });\n" +
            'export const stats',
        ),
      );
      both.write('drivers.csv', written('drivers.csv'));
      copyFileSync(both.path('data', 'driver_stats.parquet'), both.path('data', 'other.parquet'));
      await both.with((store) => store.apply());
      const { exit, stderr } = await runCli(
        ['get-historical-features', '--entity-df', 'drivers.csv', ...FEATURES, '--out', 'data/other.parquet'],
        { cwd: both.folder },
      );
      expect([exit, stderr]).toEqual([1, expect.stringContaining('a file that the features are read from')]);
      both.remove();
    });

    test('the entity dataframe', async () => {
      const before = written('drivers.csv');
      await refused('drivers.csv', './drivers.csv', 'the file of --entity-df');
      expect(written('drivers.csv')).toBe(before);
    });
  });

  test.each([
    ['an unknown ending', ['--out', 'training.txt', ...FEATURES], /training.txt: the ending says no format/],
    [
      'a typo in a reference',
      ['--out', 'x.csv', '--features', 'driver_stats:trip'],
      /fix: did you mean driver_stats:trips\?/,
    ],
    ['nothing asked for', ['--out', 'x.csv'], /fix: add --features VIEW:FEATURE … or --feature-service NAME/],
    ['both asked for', ['--out', 'x.csv', ...FEATURES, '--feature-service', 'a'], /cannot be used with/],
    ['no folder for it', ['--out', 'nowhere/x.csv', ...FEATURES], /nowhere.x.csv cannot be written/],
  ])('%s: an error, and no file', async (_, flags, message) => {
    const before = readdirSync(repository.folder);
    const { exit, stdout, stderr } = await get('drivers.csv', ...flags);
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(readdirSync(repository.folder)).toEqual(before);
  });
});
