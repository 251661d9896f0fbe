import type { Language } from '../text';

/** At most two digits after the point, or the comma that Spanish has. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language === 'es' ? 'es-AR' : 'en-US', { maximumFractionDigits: 2 }).format(value);
}

/** The same with its sign: +5, −10, 0. */
export function formatChange(value: number, language: Language): string {
  const sign = value > 0 ? '+' : value < 0 ? '\u2212' : '';
  return sign + formatNumber(Math.abs(value), language);
}
