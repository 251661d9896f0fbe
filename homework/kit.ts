import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The kit's own folder, from sources and built alike. */
export const KIT: string = above(__dirname);

function above(folder: string): string {
  return existsSync(join(folder, 'lib', 'setup', 'main.mjs')) ? folder : above(dirname(folder));
}
