import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { packageRoot } from './package-root';

test('is the folder of featlab’s package.json, where templates and the built files lie', () => {
  const manifest = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { name: string };
  expect(manifest.name).toBe('featlab');
  expect(existsSync(join(packageRoot(), 'lib', 'repository', 'templates', 'drivers', 'features.ts'))).toBe(true);
});

test('is the same for the built package', () => {
  const built = createRequire(__filename)(join(packageRoot(), 'dist', 'lib', 'package-root.js')) as {
    packageRoot: () => string;
  };
  expect(built.packageRoot()).toBe(packageRoot());
});
