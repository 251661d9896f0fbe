import type { Drawing } from '.';

/** Histograms of a thousand reads of featlab and of bare SQLite: milliseconds, fastest first. */
export function latencyPicture(picture: {
  readonly language: 'es' | 'en';
  readonly featlab: readonly number[];
  readonly sqlite: readonly number[];
}): Drawing;
