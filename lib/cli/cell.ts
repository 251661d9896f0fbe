import { jsonValue } from '../columns/json-value';

/** A value on one line of text: as in JSON, but strings without quotes where they need none. */
export function cell(value: unknown): string {
  const json = jsonValue(value);
  if (typeof json !== 'string') return JSON.stringify(json);
  return json === '' || /[\u0000-\u001f\u007f-\u009f]/.test(json) ? JSON.stringify(json) : json;
}

/** 12,345 */
export function count(number: number): string {
  return number.toLocaleString('en-US');
}

/** `1 row`, `12,345 rows` */
export function counted(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}
