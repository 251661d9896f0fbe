import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../sandbox/kit';
import type { Code } from './token-file';

/** The TypeScript that every student was given, in either language; none where the starter is not there. */
export function readStarter(folder: string = join(ROOT, 'homework', 'starter')): readonly Code[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name: `starter/${name}`, text: readFileSync(join(folder, name), 'utf8') }));
}
