import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['lib/testing/temporary-root.ts'],
    include: ['{lib,data-gen,grader,homework,notebooks}/**/*.test.{ts,mjs}'],
    exclude: ['**/*.{services,scripts}.test.ts', '**/node_modules/**', '**/dist/**', '.lab/**', 'my-notebooks*/**'],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // In CI each file has a process of its own; on your machine they share two, which saves loading everything again.
    isolate: process.env.CI !== undefined,
    maxWorkers: 2,
  },
});
