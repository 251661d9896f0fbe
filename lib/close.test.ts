import { expect, test } from 'vitest';

import { temporaryStore } from './testing/temporary-store';

test('a closed store is not used again, and closing twice is closing once', async () => {
  const temporary = temporaryStore();
  await temporary.store.close();
  const closed = { code: 'STORE_CLOSED', fix: expect.stringContaining('openFeatureStore') as string };
  expect(() => temporary.store.applied()).toThrow(expect.objectContaining(closed));
  const read = temporary.store.getOnlineFeatures({ features: ['stats:x'], entityRows: [] });
  await expect(read).rejects.toMatchObject(closed);
  await temporary.store.close();
  await temporary.remove();
});
