/** Microseconds since 1970, a safe number: the years 1685 to 2255. */
export type Micros = number;

export const SECOND = 1_000_000;
export const MINUTE: number = 60 * SECOND;
export const HOUR: number = 60 * MINUTE;
export const DAY: number = 24 * HOUR;

/** `2025-01-31T12:00:00Z`, with 6 fraction digits where there is a fraction. */
export function isoOf(us: Micros): string {
  const seconds = Math.floor(us / SECOND);
  const fraction = us - seconds * SECOND;
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19);
  return fraction === 0 ? `${whole}Z` : `${whole}.${String(fraction).padStart(6, '0')}Z`;
}

/** The same instant as a clock that is `minutes` ahead of UTC writes it: `2025-01-31T09:00:00-03:00`. */
export function isoAt(us: Micros, minutes: number): string {
  const sign = minutes < 0 ? '-' : '+';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const offset = `${sign}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
  return isoOf(us + minutes * MINUTE).replace('Z', offset);
}

/** An age for people: `2 d 3 h`, `0.000001 s`. */
export function ageOf(us: Micros): string {
  const parts = [
    [Math.floor(us / DAY), 'd'],
    [Math.floor((us % DAY) / HOUR), 'h'],
    [Math.floor((us % HOUR) / MINUTE), 'min'],
    [(us % MINUTE) / SECOND, 's'],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${String(Number(count.toFixed(6)))} ${unit}`);
  return said.length === 0 ? '0 s' : said.join(' ');
}
