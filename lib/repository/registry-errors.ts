import { isFeatureStoreError, StoreError } from '../errors';

const UNWRITABLE =
  /^(SQLITE_(READONLY|CANTOPEN|PERM|FULL|IOERR|AUTH)|E(ACCES|PERM|ROFS|NOTDIR|EXIST|NOSPC|ISDIR|NOENT)$)/;

/** Runs `body` on the registry's file `path`; what SQLite or the file system refuses becomes a StoreError. */
export function guardRegistry<T>(path: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    throw isFeatureStoreError(error) ? error : storeError(path, error);
  }
}

/** What the registry holds is not what featlab wrote. */
export function corruptRegistry(path: string, cause: unknown): StoreError {
  return new StoreError(
    'STORE_CORRUPT',
    `registry ${path} is damaged (${reasonOf(cause)})`,
    'delete it and run featlab apply, then materialize-incremental, which starts from the beginning: online rows stay. Where a source has changed meanwhile, delete the online store too',
    { cause },
  );
}

/** It may be another program's, or was featlab's once and was written over. */
export function foreignRegistry(path: string, cause: unknown): StoreError {
  return new StoreError(
    'STORE_CORRUPT',
    `registry ${path} is no registry of featlab's (${reasonOf(cause)})`,
    'name another file after registry: in feature_store.yaml; if it was featlab’s and was written over, delete it and run featlab apply, then materialize-incremental',
    { cause },
  );
}

/** Anything else is a bug and goes on as it is. */
function storeError(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_NOTADB')) return foreignRegistry(path, error);
  if (code.startsWith('SQLITE_CORRUPT')) return corruptRegistry(path, error);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return locked(path, error);
  return UNWRITABLE.test(code) ? unwritable(path, error) : error;
}

function locked(path: string, cause: unknown): StoreError {
  return new StoreError(
    'STORE_LOCKED',
    `registry ${path} is locked by another process (${reasonOf(cause)})`,
    'wait until that process is done, or end it, and run this again',
    { cause },
  );
}

function unwritable(path: string, cause: unknown): StoreError {
  return new StoreError(
    'STORE_UNWRITABLE',
    `registry ${path} cannot be opened or written (${reasonOf(cause)})`,
    'make its folder a writable one with room, or name another file after registry: in feature_store.yaml',
    { cause },
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
