import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { TEACH_AGAIN } from './teach-again';

test.each(Object.entries(TEACH_AGAIN))('%s is taught where it says', (_, { cell, notebook }) => {
  const source = readFileSync(join(__dirname, '..', '..', 'notebooks', 'src', `${notebook}.md`), 'utf8');
  expect(source).toMatch(new RegExp(`^\`\`\`ts ${cell}( |$)`, 'm'));
});
