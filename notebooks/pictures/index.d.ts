/** A drawing, what it shows for those who do not see it, and the line below it. */
export interface Drawing {
  readonly svg: string;
  readonly alt: string;
  readonly caption: string;
}

/** Shows a drawing in the output of the cell that runs. */
export function figure(drawing: Drawing): void;

export { agePicture } from './ages';
export { latencyPicture } from './latency';
export { skewPicture } from './skew';
export { timelinePicture } from './timeline';
export type { TimelineLane, TimelineRow } from './timeline';
