/** A row of the drivers' file, as it stands there. */
export interface DriverRow {
  readonly event_timestamp: Date;
  readonly driver_id: number;
  readonly conv_rate: number;
  readonly acc_rate: number;
  readonly avg_daily_trips: number;
  readonly created: Date;
}

/** What a check looks at. It takes anything: a wrong value is what it is there for. */
type Check = (...values: unknown[]) => void;

export interface Checks {
  // 1 init
  readonly sameNumber: Check;
  readonly named: Check;
  readonly foundFolder: Check;
  readonly listed: Check;
  readonly refused: Check;
  // 2 historical join
  readonly joined: Check;
  readonly byHand: Check;
  readonly leaked: Check;
  readonly broken: Check;
  readonly noMatch: Check;
  readonly edge: Check;
  readonly cutoff: Check;
  readonly cheaper: Check;
  readonly overflowed: Check;
  // 3 materialize
  readonly materialized: Check;
  readonly increment: Check;
  readonly served: Check;
  readonly stored: Check;
  readonly backfill: Check;
  readonly futureRefused: Check;
  // 4 TTL
  readonly sixWritten: Check;
  readonly expired: Check;
  readonly alive: Check;
  readonly bound: Check;
  readonly reasons: Check;
  readonly outside: Check;
  readonly caughtUp: Check;
  readonly noLimit: Check;
  readonly badTtl: Check;
  readonly explained: Check;
  // 5 skew
  readonly equalByHand: Check;
  readonly noSkew: Check;
  readonly roundingFound: Check;
  readonly correctionFound: Check;
  readonly mended: Check;
  readonly jobFound: Check;
  readonly alarmed: Check;
  readonly tolerated: Check;
  readonly zoneFound: Check;
  readonly staleFound: Check;
  readonly definitionFound: Check;
  readonly hourOfDay: Check;
  readonly sixFeatures: Check;
  readonly sameVector: Check;
}

/** The checks of all lessons. Each prints a line that begins with ✓, or what is wrong, why, and what to try. */
export function checks(language: 'es' | 'en'): Checks & Solutions;

export interface Solutions {
  /** Prints the solution of an exercise, named as its check names it. */
  readonly solution: (gap: string) => void;
}

/**
 * A folder for a notebook's repository, `featlab_demo/LANGUAGE/NOTEBOOK` in the system's temporary folder. What an
 * earlier run left there is gone.
 */
export function emptyFolder(language: string, notebook: string): string;

/**
 * The `featlab` command as in a terminal whose working folder is `folder`: it prints the command and what it
 * answers, errors and an exit code other than 0 included, and returns that text.
 */
export function cli(folder: string, options?: { readonly now?: string }): (...args: string[]) => string;

/** The rows of the drivers' Parquet file, read without featlab: a second opinion. */
export function rawRows(path: string): Promise<DriverRow[]>;

/**
 * What reading the drivers' file costs, rows decoded and bytes fetched: all of it, or with a filter on time only the
 * row groups that it touches.
 */
export function readCost(
  path: string,
  filter?: { readonly from: string; readonly to: string },
): Promise<{ readonly rows: number; readonly bytes: number }>;

/** A row of the drivers' file with its times as ISO strings in UTC, exact to the microsecond. */
export interface FileRow {
  readonly event_timestamp: string;
  readonly driver_id: number;
  readonly conv_rate: number | null;
  readonly acc_rate: number | null;
  readonly avg_daily_trips: number | null;
  /** When the row was written. */
  readonly created: string;
}

/** The drivers' file becomes what `edit` makes of its rows, as some job outside of the feature store would rewrite it. */
export function editRows(path: string, edit: (rows: FileRow[]) => FileRow[]): Promise<void>;

/** A late correction arrives in the drivers' file: a second row of the same driver and hour, with other values. */
export function correctRow(
  path: string,
  correction: Pick<FileRow, 'driver_id' | 'event_timestamp' | 'created'> & Partial<FileRow>,
): Promise<void>;

/**
 * Lesson 4's drivers: in their file all but 1001 stop sending, each at another time, and two new ones arrive.
 * @returns when each of the five was last seen
 */
export function silentDrivers(path: string): Promise<Record<number, string>>;

/** Writes another TTL into the repository's features.ts, as one would in an editor. It applies nothing. */
export function setTtl(folder: string, ttl: string): void;

/** The homework's tables, a small bank of them, in `folder`: Parquet files, and labels.parquet. Answers how many rows each has. */
export function fraudData(folder: string): Promise<Readonly<Record<string, number>>>;
