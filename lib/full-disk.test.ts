import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { packageRoot } from './package-root';
import { rowsOf } from './testing/database-rows';
import { DriverRepository, FEATURES, NOW } from './testing/driver-repository';
import { hasSmallDisks, runOnSmallDisk, runWithSmallFiles } from './testing/small-disk';
import type { CliRun } from './testing/run-cli';
import { parquetBytes } from './testing/write-parquet';

const KEYS = 2_000;
const IDS = Array.from({ length: KEYS }, (_, key) => String(key));
const BIN = join(packageRoot(), 'lib', 'cli', 'bin.js');
const DATA = join(packageRoot(), 'dist', 'data-gen', 'cli.js');

/** A view more, and one with another schema. */
const CHANGED = `${FEATURES.replace("trips: 'int64'", "trips: 'float64'")}
export const rates = featureView({ name: 'rates', entities: [driver], source, schema: { conv_rate: 'float32' } });
`;

/** Something that writes, and the room in KiB that is too little. */
interface Writer {
  readonly name: string;
  readonly command: readonly string[];
  readonly prepare?: (given: DriverRepository) => void;
  readonly room: readonly number[];
  /** The file that it makes; without it the store is what it writes. */
  readonly file?: string;
}

const ENTITY_DF = ['--entity-df', 'entities.csv', '--features', 'driver_stats:trips', 'driver_stats:conv_rate'];

function historical(file: string, room: readonly number[]): Writer {
  const command = [BIN, 'get-historical-features', ...ENTITY_DF, '--out', file];
  return { name: `get-historical-features --out ${file}`, command, room, file };
}

const WRITERS: readonly Writer[] = [
  {
    name: 'init',
    command: [BIN, '--now', NOW, 'init', 'lab'],
    room: [40],
    file: join('lab', 'data', 'driver_stats.parquet'),
  },
  {
    name: 'data-gen',
    command: [DATA, 'drivers', '--out', 'more.parquet', '--rows', '8000'],
    room: [120],
    file: 'more.parquet',
  },
  historical('training.parquet', [20]),
  historical('training.csv', [40]),
  { name: 'materialize', command: [BIN, '--now', NOW, 'materialize-incremental', NOW], room: [4, 60] },
  {
    name: 'apply',
    command: [BIN, 'apply'],
    prepare: (given) => {
      given.write('features.ts', CHANGED);
      given.write('data/driver_stats.parquet', stats('float64'));
    },
    room: hasSmallDisks ? [8, 40, 60] : [8],
  },
];

function stats(trips: 'int64' | 'float64' = 'int64'): Uint8Array {
  const time = IDS.map(() => '2025-06-01T11:00:00Z');
  return parquetBytes([
    { name: 'driver_id', type: 'int64', values: IDS },
    { name: 'event_timestamp', type: 'timestamp[us, UTC]', values: time },
    { name: 'created', type: 'timestamp[us, UTC]', values: time },
    { name: 'conv_rate', type: 'float32', values: IDS.map(Number) },
    { name: 'trips', type: trips, values: IDS },
  ]);
}

let template: DriverRepository;
beforeAll(async () => {
  template = new DriverRepository();
  template.write('data/driver_stats.parquet', stats());
  template.write('entities.csv', ['driver_id,event_timestamp', ...IDS.map((id) => `${id},${NOW}`)].join('\n'));
  await template.with((store) => store.apply());
});
afterAll(() => {
  template.remove();
});
/** Every file's name but those that belong to a database, and every row. */
function stateOf(given: DriverRepository): object {
  const files = readdirSync(given.folder, { recursive: true }).map(String).sort();
  const [registry, online] = ['registry.db', 'online_store.db'].map((file) => given.tables(file));
  return { files: files.filter((name) => !/\.db-\w+$/.test(name)), registry, online };
}

/** Where the disk is full at the very end of an apply, the rows of changed views are gone; what is applied stays. */
function before(writer: Writer, was: object): object {
  return writer.name === 'apply' ? { ...was, online: expect.anything() as unknown } : was;
}

function copyFor({ prepare }: Writer): DriverRepository {
  const given = new DriverRepository(template);
  prepare?.(given);
  return given;
}

function written(given: DriverRepository, { file }: Writer): unknown {
  return file === undefined ? rowsOf(given) : given.bytes(file);
}

const runWith = hasSmallDisks ? runOnSmallDisk : runWithSmallFiles;

// Windows has neither small disks nor limits.
describe.skipIf(process.platform === 'win32')(
  'the disk is full: two lines, nothing half written, a rerun works',
  () => {
    test.each(WRITERS)('$name', async (writer) => {
      const undisturbed = copyFor(writer);
      expect(await plainly(undisturbed, writer)).toMatchObject({ exit: 0 });
      for (const room of writer.room) {
        const given = copyFor(writer);
        const was = stateOf(given);
        const came = await runWith(given.folder, room, writer.command);
        expect(came).toMatchObject({ exit: 1, stdout: '' });
        expect(came.stderr).toMatch(/^.*(full|too large|no space|disk I\/O error).*\nfix: .*room.*\n$/);
        expect(stateOf(given)).toEqual(before(writer, was));
        expect(await plainly(given, writer)).toMatchObject({ exit: 0 });
        expect(written(given, writer)).toEqual(written(undisturbed, writer));
        given.remove();
      }
      undisturbed.remove();
    });
  },
);

function plainly({ folder }: DriverRepository, { command }: Writer): Promise<CliRun> {
  return runWithSmallFiles(folder, 1 << 20, command);
}
