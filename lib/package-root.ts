import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

let root: string | undefined;

/** The folder of the running package: the nearest one above with featlab's package.json, from sources and built alike. */
export function packageRoot(): string {
  return (root ??= find(__dirname));
}

function find(folder: string): string {
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'featlab')
    return folder;
  if (dirname(folder) === folder) throw new Error('featlab runs outside its package: install it again');
  return find(dirname(folder));
}
