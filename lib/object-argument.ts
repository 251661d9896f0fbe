import { InputError } from './errors';

/**
 * What a caller without types left out, or gave another form.
 * @param name of the argument, for the message: "the request"
 * @param example of a right call
 * @throws InputError where it is no object
 */
export function demandObject(value: unknown, name: string, example: string): void {
  if (typeof value === 'object' && value !== null) return;
  const given = value === undefined ? 'is missing' : `is ${JSON.stringify(value) ?? typeof value}, not an object`;
  throw new InputError('INPUT_INVALID', `${name} ${given}`, `write ${example}`);
}
