import { SourceError } from '../../errors';

/** What was read is neither the file as it was nor the file as it is. */
export function sourceChanged(place: string): SourceError {
  return new SourceError(
    'SOURCE_CHANGED',
    `${place} changed while it was read`,
    'run this again when it is written; who writes it beside its place and renames it there leaves no moment in between',
  );
}
