import { DataGenError } from './data-gen-error';

/** @throws DataGenError naming the option where `value` is no whole number from `least` to `most` */
export function wholeNumber(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new DataGenError(
    `${name} ${String(value)} is not possible`,
    `take a whole number from ${String(least)} to ${String(most)}`,
  );
}
