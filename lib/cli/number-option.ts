import { InvalidArgumentError } from 'commander';

/** A whole number from 0 on. */
export function wholeNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is not a whole number.');
}

/** A whole number from 1 on. */
export function positiveNumber(text: string): number {
  const number = wholeNumber(text);
  if (number >= 1) return number;
  throw new InvalidArgumentError('It is not a whole number from 1 on.');
}

/** A port of TCP; 0 stands for any that is free. */
export function portNumber(text: string): number {
  const number = wholeNumber(text);
  if (number <= 65_535) return number;
  throw new InvalidArgumentError('It is not a port: 0 to 65535.');
}

/** A share, from 0 on. */
export function share(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number) && number >= 0) return number;
  throw new InvalidArgumentError('It is not a number from 0 on.');
}

/** An option that may come several times. */
export function collect(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value];
}
