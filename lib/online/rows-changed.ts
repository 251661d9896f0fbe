import { StoreError } from '../errors';

/** Rows that were meant by their generation are there no more. */
export function rowsChanged(view: string): StoreError {
  return new StoreError(
    'STORE_CHANGED',
    `the online rows of view ${view} were dropped while they were written: it was applied anew or deleted`,
    'run materialize again',
  );
}
