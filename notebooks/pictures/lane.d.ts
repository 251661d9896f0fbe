import type { TimelineLane, TimelineRow } from './timeline';

export type RowStatus = 'winner' | 'past' | 'expired' | 'unwritten' | 'future';

export interface JudgedRow extends TimelineRow {
  readonly time: number;
  readonly stacked: number;
  readonly status: RowStatus;
}

export function laneRows(lane: Omit<TimelineLane, 'label'>): JudgedRow[];

export function windowStart(lane: Pick<TimelineLane, 'at' | 'ttl'>): number;

export function millis(time: Date | string): number;
