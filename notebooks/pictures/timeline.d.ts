import type { Drawing } from '.';

/** A feature row of one entity. */
export interface TimelineRow {
  readonly event_timestamp: Date | string;
  /** When it was written: of two rows of one time, the later one wins. */
  readonly created?: Date | string;
  /** What stands beside the row where it wins. */
  readonly value?: number | string | null;
}

/** A question and the rows that it may take its answer from. */
export interface TimelineLane {
  /** What stands at the left; each lane has another. */
  readonly label: string;
  /** The question's time. */
  readonly at: Date | string;
  /** How long a value is good for, like '1d'; absent or '0s': without a limit. */
  readonly ttl?: string;
  /** Leaves out what was written after the question. */
  readonly createdCutoff?: boolean;
  readonly rows: readonly TimelineRow[];
}

/**
 * Feature rows on a time line, a lane for each question: its time, its TTL window, the row that wins (the picture finds
 * it by the rule of the join), those that it beat, those that expired and those of the future. Times are UTC.
 */
export function timelinePicture(picture: {
  readonly language: 'es' | 'en';
  /** The part to draw; absent: from the first thing to show to the last. */
  readonly from?: Date | string;
  readonly to?: Date | string;
  readonly lanes: readonly TimelineLane[];
}): Drawing;
