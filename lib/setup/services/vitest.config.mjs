import { defineConfig } from 'vitest/config';
import { root } from '../root.mjs';

/** The tests that need a server: started by `npm run test:services`, which tells them its address. */
export default defineConfig({
  root,
  test: {
    globalSetup: ['lib/testing/temporary-root.ts'],
    include: ['lib/**/*.services.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
