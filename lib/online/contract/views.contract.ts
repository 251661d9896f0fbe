import { describe, expect, test } from 'vitest';

import type { OnlineView } from '../online-store';
import type { OnlineLab } from './online-lab';
import { batchOf, driverView } from './rows';

/** Views come, change and go, and no other one notices. */
export function describeViews(lab: OnlineLab): void {
  const { put, trips, values } = lab;
  describe('4. views', () => {
    test('what was never written is undefined, and has no generation', async () => {
      expect(await values(driverView, [1], [2])).toEqual([undefined, undefined]);
      expect(await lab.store.generation(driverView)).toBeUndefined();
    });

    test('rows are there again when the store is opened again, in the same generation', async () => {
      await put(driverView, { key: [1], at: 1, values: [1] });
      const generation = await lab.store.generation(driverView);
      await lab.reopen();
      expect(await trips(1)).toBe(1);
      expect(generation).toEqual(expect.any(String));
      expect(await lab.store.generation(driverView)).toBe(generation);
    });

    test('update keeps what is unchanged and makes room for what is new', async () => {
      await put(driverView, { key: [1], at: 1, values: [1] });
      const generation = await lab.store.generation(driverView);
      const other = { ...driverView, name: 'other' };
      await lab.store.update({ drop: [], keep: [driverView, other] });
      expect(await trips(1)).toBe(1);
      expect(await lab.store.generation(driverView)).toBe(generation);
      expect(await lab.store.generation(other)).toEqual(expect.any(String));
    });

    test('the order of features is no change', async () => {
      const view: OnlineView = {
        ...driverView,
        features: [
          { name: 'a', type: 'int64' },
          { name: 'b', type: 'string' },
        ],
      };
      await put(view, { key: [1], at: 1, values: [1, 'b'] });
      const turned = { ...view, features: view.features.toReversed() };
      await lab.store.update({ drop: [], keep: [turned] });
      expect(await values(turned, [1])).toEqual([['b', 1]]);
    });

    test.each<[string, Partial<OnlineView>]>([
      ['a feature more', { features: [...driverView.features, { name: 'more', type: 'bool' }] }],
      ['another type', { features: [{ name: 'trips', type: 'string' }] }],
      ['another key', { keys: [{ name: 'car_id', type: 'int64' }] }],
      ['another type of key', { keys: [{ name: 'driver_id', type: 'string' }] }],
    ])('%s: the rows are gone, the generation is new', async (_, change) => {
      await put(driverView, { key: [1], at: 1, values: [1] });
      const generation = await lab.store.generation(driverView);
      const changed = { ...driverView, ...change };
      expect(await values(changed, ['1'])).toEqual([undefined]);
      expect(await lab.store.generation(changed)).toBeUndefined();
      await lab.store.update({ drop: [], keep: [changed] });
      expect(await values(changed, ['1'])).toEqual([undefined]);
      expect(await lab.store.generation(changed)).not.toBe(generation);
      expect(await trips(1)).toBeUndefined();
    });

    test('dropped and kept in one update: made anew', async () => {
      await put(driverView, { key: [1], at: 1, values: [1] });
      const generation = await lab.store.generation(driverView);
      await lab.store.update({ drop: [driverView], keep: [driverView] });
      expect(await trips(1)).toBeUndefined();
      expect(await lab.store.generation(driverView)).not.toBe(generation);
    });

    test('rows that are meant by their generation are written to no others', async () => {
      await put(driverView, { key: [1], at: 1, values: [1] });
      const generation = await lab.store.generation(driverView);
      const batch = batchOf(driverView, [{ key: [1], at: 2, values: [2] }]);
      expect(await lab.store.write(driverView, batch, generation)).toBe(1);
      await lab.store.update({ drop: [driverView], keep: [driverView] });
      await expect(lab.store.write(driverView, batch, generation)).rejects.toMatchObject({ code: 'STORE_CHANGED' });
      expect(await trips(1)).toBeUndefined();
      await lab.store.update({ drop: [driverView], keep: [] });
      await expect(lab.store.write(driverView, batch, generation)).rejects.toMatchObject({ code: 'STORE_CHANGED' });
      expect(await lab.store.generation(driverView)).toBeUndefined();
    });

    test("dropping a view leaves the others' rows, and those of other projects", async () => {
      const others = [
        { ...driverView, name: 'driver' },
        { ...driverView, project: 'lab_driver', name: 'stats' },
      ];
      for (const view of [driverView, ...others]) await put(view, { key: [1], at: 1, values: [1] });
      await lab.store.update({ drop: [driverView, { project: 'lab', name: 'never there' }], keep: [] });
      expect(await trips(1)).toBeUndefined();
      for (const view of others) expect(await values(view, [1])).toEqual([[1]]);
    });

    test('names with spaces, quotes, - and letters of any language', async () => {
      const view: OnlineView = {
        project: 'mi-proyecto',
        name: 'año_2024-x',
        keys: [{ name: 'clé "primaire"', type: 'string' }],
        features: [
          { name: 'select', type: 'int64' },
          { name: "it's", type: 'string' },
          { name: '値', type: 'bool' },
        ],
      };
      await put(view, { key: ['k'], at: 1, values: [1, 'x', true] });
      expect(await values(view, ['k'])).toEqual([[1, 'x', true]]);
    });

    test("features named like a store's own columns, or like a key but for the case", async () => {
      const names = [
        'event_timestamp',
        'created_timestamp',
        'EVENT_TIMESTAMP_NS',
        'event_timestamp_',
        'Driver_ID',
        'rowid',
      ];
      const view: OnlineView = { ...driverView, features: names.map((name) => ({ name, type: 'string' })) };
      await put(view, { key: [1], at: 7, values: names });
      expect(await lab.store.read(view, names, [[1]])).toEqual([{ us: 7, ns: 0, values: names }]);
    });

    test('an empty batch makes room', async () => {
      expect(await put(driverView)).toBe(0);
      expect(await lab.store.generation(driverView)).toEqual(expect.any(String));
    });
  });
}
