import { parseArgs } from 'node:util';

const text = { type: 'string' } as const;

export const { values: args } = parseArgs({
  options: { data: text, labels: text, out: text, online: text, end: text, now: text },
}) as { values: Record<string, string> };

/** Microseconds since 1970 of an ISO time with up to six fraction digits. */
export function micros(iso: string): number {
  const [, fraction = ''] = /\.(\d+)/.exec(iso) ?? [];
  return Date.parse(iso.replace(/\.\d+/, '')) * 1000 + Number(fraction.padEnd(6, '0'));
}
