import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { DriverRepository, NOW, YAML } from './testing/driver-repository';

let repository: DriverRepository;
beforeAll(async () => {
  repository = new DriverRepository();
  await repository.with(async (store) => {
    await store.apply();
    await store.materializeIncremental(NOW);
  });
});
afterAll(() => repository.remove());

const served = () =>
  repository.with((store) =>
    store.getOnlineFeatures({ features: ['driver_stats:trips'], entityRows: [{ driver_id: 1001 }] }),
  );

describe('teardown', () => {
  test('drops the online rows and forgets what was applied, marks too', async () => {
    const { deleted, created } = await repository.with((store) => store.teardown());
    expect(deleted.map(({ name }) => name)).toEqual(['driver', 'driver_stats_source', 'driver_stats']);
    expect(created).toEqual([]);
    expect(repository.tables('registry.db')).toEqual({ definitions: [], marks: [], projects: [] });
    expect(repository.tables('online_store.db')).toEqual({ featlab_views: [] });
  });

  test('afterwards it is as if nothing had ever been applied', async () => {
    await expect(served()).rejects.toMatchObject({ code: 'NOT_APPLIED' });
    await expect(repository.with((store) => store.teardown())).rejects.toMatchObject({ code: 'NOT_APPLIED' });
  });

  test('apply and materialize start from the beginning', async () => {
    const [result] = await repository.with(async (store) => {
      await store.apply();
      return store.materializeIncremental(NOW);
    });
    expect(result).toMatchObject({ start: null, written: 3 });
    expect((await served()).toRows()).toEqual([{ driver_id: 1001, trips: 11 }]);
  });

  test("another project's definitions and rows in the same files stay", async () => {
    repository.write('feature_store.yaml', YAML.replace('project: drivers', 'project: others'));
    await repository.with(async (store) => {
      await store.apply();
      await store.teardown();
    });
    repository.restore();
    expect((await served()).toRows()).toEqual([{ driver_id: 1001, trips: 11 }]);
  });
});
