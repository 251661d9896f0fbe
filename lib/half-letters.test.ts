import { afterAll, beforeAll, expect, test } from 'vitest';

import { entity } from './definitions/entity';
import { featureView } from './definitions/feature-view';
import { fileSource } from './definitions/file-source';
import { pushSource } from './definitions/push-source';
import { temporaryStore } from './testing/temporary-store';

// A text that was cut within an emoji. UTF-8 has no form for half of one, and every database would keep `\ufffd` instead:
// two keys would become one, and a value come back another.

const CUT = 'ab😀'.slice(0, 3);
const FIX = '\nfix: it has half of a letter';

const lab = temporaryStore();
afterAll(() => lab.remove());

beforeAll(async () => {
  await lab.write('users.parquet', [
    { name: 'user', type: 'string', values: ['ab😀'] },
    { name: 'at', type: 'timestamp[us]', values: ['2024-01-01T00:00:00Z'] },
    { name: 'motto', type: 'string', values: ['😀'] },
  ]);
  const source = fileSource({ name: 'users', path: lab.path('users.parquet'), timestampField: 'at' });
  const fresh = pushSource({ name: 'fresh', batchSource: source });
  const user = entity({ name: 'user', joinKeys: { user: 'string' } });
  await lab.store.apply([
    featureView({ name: 'mottos', entities: [user], schema: { motto: 'string' }, source: fresh }),
  ]);
  await lab.store.materialize(null, '2024-01-02');
});

const features = ['mottos:motto'];

test('whole letters are served and trained on', async () => {
  const online = await lab.store.getOnlineFeatures({ features, entityRows: [{ user: 'ab😀' }] });
  const training = await lab.store.getHistoricalFeatures({ features, entityDf: [{ user: 'ab😀', at: '2024-01-02' }] });
  expect([online.toRows()[0]?.['motto'], training.toRows()[0]?.['motto']]).toEqual(['😀', '😀']);
});

test('a key of an online read is refused', async () => {
  await expect(lab.store.getOnlineFeatures({ features, entityRows: [{ user: 'a' }, { user: CUT }] })).rejects.toThrow(
    `entity row 2: user is "ab\\ud83d", which is no string${FIX}`,
  );
});

test('a key of a training set is refused', async () => {
  await expect(
    lab.store.getHistoricalFeatures({ features, entityDf: [{ user: CUT, at: '2024-01-02' }] }),
  ).rejects.toThrow(`entity row 1: user is "ab\\ud83d", and the join key is string${FIX}`);
});

test.each([
  ['key', { user: CUT, motto: 'x' }, 'user'],
  ['value', { user: 'x', motto: CUT }, 'motto'],
])('a pushed %s is refused', async (_, row, column) => {
  await expect(lab.store.push('fresh', [{ ...row, at: '2024-01-02' }])).rejects.toThrow(
    `pushed row 1: ${column} is "ab\\ud83d", which is no string${FIX}`,
  );
});
