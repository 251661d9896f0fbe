const UNIT_MICROS = {
  us: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
  w: 604_800_000_000,
} as const;

type Unit = keyof typeof UNIT_MICROS;

/** What a caller writes for a TTL: `'90m'`, `'1d'`, `'0.5s'`. */
export type Duration = `${number}${Unit}`;

/**
 * Microseconds of a duration text, a whole number, or undefined where it is not one (unknown unit, negative,
 * a fraction of a microsecond, so long that no double holds it: every number of days up to 2.1 × 10^10 has one).
 */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+)(?:\.(\d+))?(us|ms|s|m|h|d|w)$/.exec(text.trim());
  if (!match) return undefined;
  const fraction = match[2] ?? '';
  const unit = BigInt(UNIT_MICROS[match[3] as Unit]);
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt((match[1] ?? '') + fraction) * unit;
  if (scaled % scale !== 0n) return undefined;
  const exact = scaled / scale;
  const micros = Number(exact);
  return Number.isFinite(micros) && BigInt(micros) === exact ? micros : undefined;
}

/** An age in microseconds for people to read, in parts that are not zero: `3d 4h`, `7d 0.000001s`; `0s`. */
export function formatAge(micros: number): string {
  const wholes = (['d', 'h', 'm'] as const).map((unit, i, units) => {
    const above = i === 0 ? Infinity : UNIT_MICROS[units[i - 1]];
    return [Math.floor((micros % above) / UNIT_MICROS[unit]), unit] as const;
  });
  const seconds = (micros % UNIT_MICROS.m) / UNIT_MICROS.s;
  const parts = wholes.filter(([count]) => count > 0).map(([count, unit]) => `${String(count)}${unit}`);
  if (seconds > 0 || parts.length === 0) parts.push(`${seconds.toFixed(6).replace(/\.?0+$/, '')}s`);
  return parts.join(' ');
}
