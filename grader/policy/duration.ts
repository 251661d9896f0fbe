const MILLISECONDS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

export const DAY: number = 86_400_000;

/** `30m`, `12h`, `3d`, `1w` in milliseconds; undefined for what is none. */
export function parseDuration(text: string): number | undefined {
  const [, number, unit] = /^(\d{1,6})\s*([mhdw])$/.exec(text.trim()) ?? [];
  return number === undefined || unit === undefined ? undefined : Number(number) * (MILLISECONDS[unit] ?? Number.NaN);
}

/** An ISO time with its zone in epoch milliseconds. Undefined for what is none: a day alone ends elsewhere at another time. */
export function parseTime(text: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d\d:?\d\d)$/.exec(text.trim());
  if (!match?.[1] || !isDay(match[1])) return undefined;
  const time = Date.parse(`${match[1]}T${match[2] ?? ''}${match[3] ?? ''}`);
  return Number.isNaN(time) ? undefined : time;
}

/** There is no 31st of June, though Date.parse would find one. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
