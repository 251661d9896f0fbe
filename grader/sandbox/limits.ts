/** What a run of a submission may use; beyond it everything of the run is killed. */
export interface Limits {
  /** Seconds on the wall, less those in which the machine had no processor for it; of processors twice as many. */
  readonly seconds: number;
  /** Resident memory of all processes together, bytes. */
  readonly memory: number;
  readonly processes: number;
  /** Bytes on stdout; on stderr 32 times as many. */
  readonly output: number;
  /** Bytes in the folders that it may write, all together; files among them count 4 KiB at least. */
  readonly disk: number;
  /**
   * Bytes of a single file, `disk` where absent. The kernel kills who writes beyond them, at that very byte (SIGXFSZ), if
   * the job's environment has DIES_AT_FILE_LIMIT too; else Node takes it for an error of the write. Only with walls.
   */
  readonly file?: number;
}

/** For a job's environment: see `Limits.file`. */
export const DIES_AT_FILE_LIMIT = { GRADER_DIES_AT_FILE_LIMIT: '1' };

/** For a job's environment: its process is killed instead of renaming a file or folder for the `count`-th time. */
export function diesAtRename(count: number): Readonly<Record<string, string>> {
  return { GRADER_DIES_AT_RENAME: String(count) };
}

/** A hundred times what the reference solution needs. */
export const LIMITS: Limits = {
  seconds: 40,
  memory: 1_500_000_000,
  processes: 24,
  output: 8_000_000,
  disk: 400_000_000,
};

/** Seconds that all runs of a submission may take together, some twenty times what they need; and what is left to each beyond. */
const TOGETHER = 900;
const BEYOND = 3;

/**
 * Seconds that one more run may take where those before it took `used`: there are about a hundred, and who takes nearly the
 * limit in each would not be graded before the batch's deadline, and so never.
 */
export function secondsLeft(seconds: number, used: number): number {
  return Math.min(seconds, Math.max(BEYOND, TOGETHER - used));
}

/** The limit that a run went over. */
export type Stopped = 'time' | 'memory' | 'processes' | 'output' | 'disk';
