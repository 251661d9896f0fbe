/** Every way in which featlab refuses. The list is closed: a new failure gets a code here first. */
export type ErrorCode =
  | 'REPOSITORY_NOT_FOUND'
  | 'REPOSITORY_EXISTS'
  | 'CONFIG_INVALID'
  | 'DEFINITIONS_INVALID'
  | 'NOT_APPLIED'
  | 'NAME_UNKNOWN'
  | 'NAME_CLASH'
  | 'SOURCE_MISSING'
  | 'SOURCE_UNREADABLE'
  | 'SOURCE_CHANGED'
  | 'SOURCE_SCHEMA'
  | 'DERIVE_FAILED'
  | 'INPUT_INVALID'
  | 'TIME_INVALID'
  | 'WINDOW_INVALID'
  | 'VALUE_UNSAFE'
  | 'STORE_CLOSED'
  | 'STORE_LOCKED'
  | 'STORE_CHANGED'
  | 'STORE_CORRUPT'
  | 'STORE_UNWRITABLE'
  | 'STORE_UNREACHABLE'
  | 'STORE_DENIED'
  | 'STORE_REFUSED'
  | 'PACKAGE_MISSING'
  | 'RUNTIME_TOO_OLD'
  | 'SKEW_FOUND';

/**
 * The base of every error that featlab throws on purpose. `message` has two lines: what is wrong, with the
 * value and its place, then `fix: …`. Tell errors apart by `code` (it survives two copies of the package in
 * one process, `instanceof` does not).
 */
export class FeatureStoreError extends Error {
  readonly code: ErrorCode;
  /** What to do about it: the message's second line without its `fix: `. */
  readonly fix: string;

  constructor(code: ErrorCode, problem: string, fix: string, options?: { cause?: unknown }) {
    super(`${problem}\nfix: ${fix}`, options);
    this.name = new.target.name;
    this.code = code;
    this.fix = fix;
  }
}

/** The folder, `feature_store.yaml` or the registry: there is no store to work with. */
export class RepositoryError extends FeatureStoreError {}

/** A definition (features.ts, or a call of `entity`, `featureView`, …) that cannot be. */
export class DefinitionError extends FeatureStoreError {}

/** A feature, view or service that is asked for and does not exist, or whose name is asked for twice. */
export class FeatureNameError extends FeatureStoreError {}

/** An offline source: missing, broken, or with other columns than declared. */
export class SourceError extends FeatureStoreError {}

/** What the caller passed: entity rows, an entity dataframe, a time, a window. */
export class InputError extends FeatureStoreError {}

/** The online store or the registry's database: closed, locked, corrupt, not writable, not to be reached. */
export class StoreError extends FeatureStoreError {}

/** A stored value that JavaScript cannot hold exactly. */
export class UnsafeValueError extends FeatureStoreError {}

/** What featlab runs on: a Node that is too old, an optional package that is not installed. */
export class PackageError extends FeatureStoreError {}

export function isFeatureStoreError(error: unknown): error is FeatureStoreError {
  return error instanceof Error && 'code' in error && 'fix' in error && typeof error.fix === 'string';
}
