import { defineConfig } from 'vitest/config';
import { root } from '../../lib/setup/root.mjs';

/** The tests that run the homework's scripts one after the other, as a student does: `npm run test:homework`. */
export default defineConfig({
  root,
  test: {
    globalSetup: ['lib/testing/temporary-root.ts'],
    include: ['homework/**/*.scripts.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
