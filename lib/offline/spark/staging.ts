import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { RepositoryError } from '../../errors';

/** A run's folder: where it is here, and as Spark names it. It is gone when the run has ended. */
export interface StagingRun {
  readonly folder: string;
  readonly uri: string;
}

export type Staging = <T>(body: (run: StagingRun) => Promise<T>) => Promise<T>;

const NAME = /^featlab_[0-9a-f]{32}$/;

/** A run says that it lives so often; one that was silent for so long was killed. */
const BEAT_MS = 30_000;
const SILENT_MS = 600_000;

/**
 * A folder for each run in one that this machine and Spark's have in common.
 * @param uri that folder as Spark names it
 * @throws RepositoryError CONFIG_INVALID where that has a sign in it which means something to Spark
 */
export function sharedFolder(folder: string, uri: string = fileUri(folder)): Staging {
  checkUri(uri);
  return async (body) => {
    const name = `featlab_${randomUUID().replaceAll('-', '')}`;
    const own = join(folder, name);
    makeFolder(own, folder);
    const beat = setInterval(() => writeFileSync(aliveIn(own), '.'), BEAT_MS).unref();
    try {
      sweep(folder, own);
      return await body({ folder: own, uri: `${uri.replace(/\/+$/, '')}/${name}` });
    } finally {
      clearInterval(beat);
      remove(own);
    }
  };
}

function fileUri(folder: string): string {
  const path = folder.split(sep).join('/');
  return `file://${path.startsWith('/') ? '' : '/'}${path}`;
}

function checkUri(uri: string): void {
  if (!/['"`\\{}[\]*?\u0000-\u001f]/.test(uri)) return;
  throw new RepositoryError(
    'CONFIG_INVALID',
    `Spark cannot be given the folder ${JSON.stringify(uri)}: one of its signs is a quote or stands for other names`,
    'name a staging_location (and staging_uri) without quotes, backslashes, braces, brackets, * and ?',
  );
}

/** Whoever may write in the staging folder, such as Spark's user, may write in the run's. */
function makeFolder(own: string, staging: string): void {
  mkdirSync(staging, { recursive: true });
  mkdirSync(own);
  chmodSync(own, statSync(staging).mode & 0o7777);
  writeFileSync(aliveIn(own), '.');
}

function aliveIn(run: string): string {
  return join(run, 'alive');
}

/** What killed runs left. Both times are of the disk's own clock. */
function sweep(folder: string, own: string): void {
  const now = statSync(aliveIn(own)).mtimeMs;
  for (const run of readdirSync(folder).filter((name) => NAME.test(name))) {
    const beat =
      statSync(aliveIn(join(folder, run)), { throwIfNoEntry: false }) ??
      statSync(join(folder, run), { throwIfNoEntry: false });
    if (beat && now - beat.mtimeMs > SILENT_MS) remove(join(folder, run));
  }
}

/** Spark may still be at its last file. */
function remove(run: string): void {
  rmSync(run, { recursive: true, force: true, maxRetries: 5 });
}
