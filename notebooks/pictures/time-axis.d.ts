export function timeAxis(
  domain: readonly [from: number, to: number],
  language: 'es' | 'en',
): { readonly ticks: Date[]; readonly tickFormat: (time: Date) => string };

export function timeText(time: Date, language: 'es' | 'en'): string;

export function dayText(time: Date, language: 'es' | 'en'): string;
