import { InvalidArgumentError } from 'commander';

export function parseWhole(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is not a whole number.');
}

/** ISO 8601; UTC where it has no zone. */
export function parseTime(text: string): Date {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text);
  const day = new Date(`${match?.[1] ?? ''}T00:00Z`);
  const time = new Date(`${match?.[1] ?? ''}T${match?.[2] ?? '00:00'}${match?.[3] ?? 'Z'}`);
  const real = !Number.isNaN(time.getTime()) && day.toISOString().startsWith(match?.[1] ?? '');
  if (real) return time;
  throw new InvalidArgumentError('It is not a time such as 2025-01-31T23:00:00Z.');
}
