import { readlink, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * The file that a write to `path` is meant for: what a link leads to, there or not yet. A link to what nobody may write
 * (DVC's cache, where a file is named by what it holds), to itself or to no file (a device) is to be replaced itself.
 */
export async function writeTarget(path: string): Promise<string> {
  const link = await readlink(path).catch(() => undefined);
  if (link === undefined) return path;
  try {
    const end = await stat(path);
    return end.isFile() && (end.mode & 0o222) !== 0 ? await realpath(path) : path;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return path;
    return writeTarget(resolve(await realpath(dirname(path)), link));
  }
}
