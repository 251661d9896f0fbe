import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { entity } from './definitions/entity';
import { featureView } from './definitions/feature-view';
import type { FeatureView } from './definitions/feature-view';
import { fileSource } from './definitions/file-source';
import type { MaterializeProgress } from './materialize';
import type { FeatureStore } from './store';
import { temporaryStore } from './testing/temporary-store';
import type { TemporaryStore } from './testing/temporary-store';

let lab: TemporaryStore;
beforeEach(async () => {
  lab = temporaryStore();
});
afterEach(() => lab.remove());

/** One row: key, event time, created time, value. Times are hours of the first of January 2024. */
type Row = readonly [id: number | null, event: number | null, created: number | null, value: number];

const hour = (at: number | null): string | null =>
  at === null ? null : new Date(Date.UTC(2024, 0, 1, at)).toISOString();

async function write(rows: readonly Row[], file = 'stats.parquet'): Promise<void> {
  await lab.write(file, [
    { name: 'id', type: 'int64', values: rows.map(([id]) => id) },
    { name: 'event', type: 'timestamp[us]', values: rows.map(([, event]) => hour(event)) },
    { name: 'created', type: 'timestamp[us]', values: rows.map(([, , created]) => hour(created)) },
    { name: 'value', type: 'int64', values: rows.map(([, , , value]) => value) },
  ]);
}

const thing = entity({ name: 'thing', joinKeys: { id: 'int64' } });

function stats(file = 'stats.parquet', name = 'stats'): FeatureView {
  const source = fileSource({
    name: `${name}_source`,
    path: lab.path(file),
    timestampField: 'event',
    createdTimestampColumn: 'created',
  });
  return featureView({ name, entities: [thing], schema: { value: 'int64' }, source });
}

async function served(ids: readonly number[] = [1], store: FeatureStore = lab.store): Promise<unknown[]> {
  const online = await store.getOnlineFeatures({ features: ['stats:value'], entityRows: ids.map((id) => ({ id })) });
  return online.toDict()['value'];
}

async function applied(rows: readonly Row[]): Promise<void> {
  await write(rows);
  await lab.store.apply([stats()]);
}

describe('materialize', () => {
  test('writes the newest row of each key with start <= event time <= end, and counts', async () => {
    await applied([
      [1, 1, 1, 10],
      [1, 2, 2, 20],
      [1, 3, 3, 30],
      [2, 1, 1, 11],
      [null, 2, 2, 99],
      [3, null, 2, 99],
      [4, 4, 4, 40],
    ]);
    const result = await lab.store.materialize(hour(1), hour(2)!);
    const [start, end] = ['2024-01-01T01:00:00Z', '2024-01-01T02:00:00Z'];
    expect(result).toEqual([{ view: 'stats', read: 4, written: 2, skipped: 1, start, end }]);
    expect(await served([1, 2, 3, 4])).toEqual([20, 11, null, null]);
  });

  test('a start of null is the beginning of the data', async () => {
    await applied([[1, -500_000, 1, 10]]);
    expect(await lab.store.materialize(null, hour(0)!)).toMatchObject([{ read: 1, written: 1, start: null }]);
  });

  test('filling an older window never puts an older row over a newer one', async () => {
    await applied([
      [1, 1, 1, 10],
      [1, 5, 5, 50],
    ]);
    await lab.store.materialize(hour(4), hour(6)!);
    expect(await lab.store.materialize(hour(0), hour(2)!)).toMatchObject([{ read: 1, written: 0 }]);
    expect(await served()).toEqual([50]);
  });

  test('the same window again takes a correction of equal times', async () => {
    await applied([[1, 1, 1, 10]]);
    await lab.store.materialize(null, hour(2)!);
    await write([[1, 1, 1, 12]]);
    await lab.store.materialize(null, hour(2)!);
    expect(await served()).toEqual([12]);
  });

  test('an end in the future of the clock, and a start after the end, are errors', async () => {
    await applied([[1, 1, 1, 10]]);
    await expect(lab.store.materialize(null, '2024-01-10T00:00:00.000000001Z')).rejects.toThrow(
      "end 2024-01-10T00:00:00.000000001Z is in the future: the store's clock says 2024-01-10T00:00:00Z\nfix: ",
    );
    await expect(lab.store.materialize(hour(2), hour(1)!)).rejects.toThrow(
      'start 2024-01-01T02:00:00Z is after end 2024-01-01T01:00:00Z\nfix: ',
    );
    await expect(lab.store.materializeIncremental('2024-01-11')).rejects.toMatchObject({ code: 'WINDOW_INVALID' });
    await expect(lab.store.materialize('soon', hour(1)!)).rejects.toThrow('start: "soon" is not a time\nfix: ');
  });

  test('of several views, one that does not fit stops all before anything is written', async () => {
    await applied([[1, 1, 1, 10]]);
    await lab.store.apply([stats(), stats('other.parquet', 'other')]);
    await expect(lab.store.materialize(null, hour(2)!)).rejects.toMatchObject({ code: 'SOURCE_MISSING' });
    expect(await served()).toEqual([null]);
    expect(await lab.store.materialize(null, hour(2)!, { views: ['stats'] })).toMatchObject([{ written: 1 }]);
  });

  test('progress is told in keys, up to all of them', async () => {
    await applied([
      [1, 1, 1, 10],
      [2, 1, 1, 20],
    ]);
    const told: MaterializeProgress[] = [];
    await lab.store.materialize(null, hour(2)!, { onProgress: (progress) => told.push(progress) });
    expect(told).toEqual([{ view: 'stats', done: 2, total: 2 }]);
  });
});

describe('materializeIncremental', () => {
  test('begins with the data, then goes on from where it stopped', async () => {
    await applied([
      [1, 1, 1, 10],
      [1, 3, 3, 30],
    ]);
    const [first, second] = [
      await lab.store.materializeIncremental(hour(2)!),
      await lab.store.materializeIncremental(hour(4)!),
    ];
    expect(first).toMatchObject([{ read: 1, start: null, end: '2024-01-01T02:00:00Z' }]);
    expect(second).toMatchObject([{ read: 1, start: '2024-01-01T02:00:00Z', end: '2024-01-01T04:00:00Z' }]);
    expect(await served()).toEqual([30]);
  });

  test('takes a late correction: an old row that was created at or after the last end', async () => {
    await applied([[1, 1, 1, 10]]);
    await lab.store.materializeIncremental(hour(2)!);
    await write([
      [1, 1, 1, 10],
      [1, 1, 2, 11],
    ]);
    expect(await lab.store.materializeIncremental(hour(3)!)).toMatchObject([{ read: 1, written: 1 }]);
    expect(await served()).toEqual([11]);
  });

  test('leaves what came late with an earlier created to materialize', async () => {
    await applied([[1, 0, 0, 10]]);
    await lab.store.materializeIncremental(hour(2)!);
    await write([
      [1, 0, 0, 10],
      [1, 1, 1, 11],
    ]);
    expect(await lab.store.materializeIncremental(hour(3)!)).toMatchObject([{ read: 0 }]);
    expect(await served()).toEqual([10]);
    await lab.store.materialize(null, hour(3)!);
    expect(await served()).toEqual([11]);
  });

  test('a late row of after the end waits for its time', async () => {
    await applied([[1, 5, 1, 50]]);
    await lab.store.materializeIncremental(hour(2)!);
    expect(await served()).toEqual([null]);
    await lab.store.materializeIncremental(hour(5)!);
    expect(await served()).toEqual([50]);
  });

  test('an end before the last end is an error that says the last one; the same end is none', async () => {
    await applied([[1, 1, 1, 10]]);
    await lab.store.materializeIncremental(hour(2)!);
    await expect(lab.store.materializeIncremental(hour(1)!)).rejects.toThrow(
      'end 2024-01-01T01:00:00Z is before the last end of stats, 2024-01-01T02:00:00Z\nfix: give 2024-01-01T02:00:00Z or later',
    );
    expect(await lab.store.materializeIncremental(hour(2)!)).toMatchObject([{ start: '2024-01-01T02:00:00Z' }]);
  });

  test('materialize of some window does not move where it goes on', async () => {
    await applied([
      [1, 1, 1, 10],
      [2, 5, 5, 50],
    ]);
    await lab.store.materialize(hour(4), hour(6)!);
    expect(await lab.store.materializeIncremental(hour(7)!)).toMatchObject([{ start: null, read: 2 }]);
    expect(await served([1, 2])).toEqual([10, 50]);
  });

  test('a failed run does not move it either', async () => {
    await applied([[1, 1, 1, 10]]);
    rmSync(lab.path('stats.parquet'));
    await expect(lab.store.materializeIncremental(hour(2)!)).rejects.toMatchObject({ code: 'SOURCE_MISSING' });
    await write([[1, 1, 1, 10]]);
    expect(await lab.store.materializeIncremental(hour(2)!)).toMatchObject([{ start: null, written: 1 }]);
  });

  test('without its online store it begins with the data again', async () => {
    await applied([[1, 1, 1, 10]]);
    await lab.store.materializeIncremental(hour(2)!);
    await lab.store.close();
    for (const end of ['', '-wal', '-shm']) rmSync(lab.path(`online_store.db${end}`), { force: true });
    const again = lab.reopen();
    expect(await again.materializeIncremental(hour(3)!)).toMatchObject([{ start: null, written: 1 }]);
    expect(await served([1], again)).toEqual([10]);
    await again.close();
  });

  test('another file in the source drops rows and mark; another ttl drops neither', async () => {
    await applied([[1, 1, 1, 10]]);
    await lab.store.materializeIncremental(hour(2)!);
    await lab.store.apply([{ ...stats(), ttl: '52w' }]);
    expect(await lab.store.materializeIncremental(hour(3)!)).toMatchObject([{ start: '2024-01-01T02:00:00Z' }]);
    expect(await served()).toEqual([10]);
    await write([[1, 1, 1, 77]], 'moved.parquet');
    await lab.store.apply([stats('moved.parquet')]);
    expect(await served()).toEqual([null]);
    expect(await lab.store.materializeIncremental(hour(3)!)).toMatchObject([{ start: null }]);
    expect(await served()).toEqual([77]);
  });

  test('each view has a mark of its own', async () => {
    await applied([[1, 1, 1, 10]]);
    await lab.store.apply([stats(), stats('stats.parquet', 'twin')]);
    await lab.store.materializeIncremental(hour(2)!, { views: ['stats'] });
    expect(await lab.store.materializeIncremental(hour(3)!)).toMatchObject([
      { view: 'stats', start: '2024-01-01T02:00:00Z' },
      { view: 'twin', start: null },
    ]);
  });
});
