import { formatInstant, parseInstant } from '../time/time';
import { printNote } from './print-note';

const ZONE = /[T ]\d\d:\d\d.*(?:Z|UTC|[+-]\d\d(?::?\d\d)?)\s*$/i;

/** Says of each time that was typed without a zone that it is taken as UTC. */
export function noteNaive(times: Readonly<Record<string, string | undefined>>): void {
  for (const [name, text] of Object.entries(times)) {
    const instant = text === undefined ? undefined : parseInstant(text);
    if (text === undefined || !instant || ZONE.test(text)) continue;
    printNote('note', `${name} ${text} has no zone and is taken as UTC: ${formatInstant(instant)}`);
  }
}
