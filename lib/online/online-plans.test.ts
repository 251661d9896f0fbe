import { afterEach, beforeEach, expect, test } from 'vitest';

import { featureService } from '../definitions/feature-service';
import { DriverRepository, NOW } from '../testing/driver-repository';
import type { FeatureStore } from '../store';

// What is asked for is planned once and remembered; nothing may answer for something else.

let repository: DriverRepository;
beforeEach(() => {
  repository = new DriverRepository();
});
afterEach(() => repository.remove());

const entityRows = [{ driver_id: 1001 }];

const applied = (body: (store: FeatureStore) => Promise<void>): Promise<void> =>
  repository.with(async (store) => {
    await store.apply();
    await store.materialize(null, NOW);
    await body(store);
  });

test('a service that was not applied is what it is now, though another one had its name', () =>
  applied(async (store) => {
    const { views } = store.applied();
    const stats = [...views.values()][0];
    for (const feature of ['conv_rate', 'trips', 'conv_rate']) {
      const features = featureService({ name: 'tmp', features: [stats.select(feature)] });
      const response = await store.getOnlineFeatures({ features, entityRows });
      expect(Object.keys(response.toRows()[0])).toEqual(['driver_id', feature]);
    }
    await expect(store.getOnlineFeatures({ features: { featureService: 'tmp' }, entityRows })).rejects.toThrow(
      'unknown feature service tmp',
    );
    await expect(store.getOnlineFeatures({ features: ['', 'tmp'], entityRows })).rejects.toThrow('not a reference');
  }));

test('what looks alike when it is joined is not the same', () =>
  applied(async (store) => {
    const features = ['driver_stats:conv_rate', 'driver_stats:trips'];
    await store.getOnlineFeatures({ features, entityRows });
    await expect(store.getOnlineFeatures({ features: [features.join('\n')], entityRows })).rejects.toThrow(
      'unknown feature',
    );
    const full = await store.getOnlineFeatures({ features, entityRows, fullFeatureNames: true });
    expect(Object.keys(full.toRows()[0])).toEqual(['driver_id', 'driver_stats__conv_rate', 'driver_stats__trips']);
  }));
