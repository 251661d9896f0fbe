import { toInstant } from '../time/time';
import type { FileEngine } from '../open-store';
import type { FeatureStore } from '../store';
import type { CommonOptions } from './answer';
import { noteNaive } from './naive-time';

/**
 * Runs `body` on the store of the repository that is meant, and closes it.
 * @param upward from a folder below the repository too, where no `-c` says which is meant. Not for what changes the
 *   registry.
 * @param engine that joins the rows of file sources
 */
export async function withStore<T>(
  { chdir, now }: CommonOptions,
  body: (store: FeatureStore) => Promise<T>,
  { upward = true, engine }: { readonly upward?: boolean; readonly engine?: FileEngine } = {},
): Promise<T> {
  noteNaive({ '--now': now });
  const clock = now === undefined ? undefined : toInstant(now, '--now');
  // Loaded here, so that --help and the like need not wait for it.
  const { findRepository } = await import('../repository/find-repository.js');
  const folder = findRepository(chdir ?? '.', { upward: upward && chdir === undefined });
  const { openFeatureStore } = await import('../open-store.js');
  const store = await openFeatureStore(folder, { now: clock, engine });
  try {
    return await body(store);
  } finally {
    await store.close();
  }
}
