import { InputError } from './errors';
import { nearest } from './nearest';
import { shown } from './shown';

/**
 * What a caller without types left out, gave another form, or misspelt: an option that nobody reads would be lost.
 * @param name of the argument, for the message: "the request"
 * @param example of a right call
 * @param known all that it may have; anything where absent
 * @throws InputError where it is no object, or has something else
 */
export function demandObject(value: unknown, name: string, example: string, known?: readonly string[]): void {
  if (typeof value === 'object' && value !== null) {
    if (known) for (const option in value) if (!known.includes(option)) throw unknownOption(option, name, known);
    return;
  }
  const given = value === undefined ? 'is missing' : `is ${shown(value)}, not an object`;
  throw new InputError('INPUT_INVALID', `${name} ${given}`, `write ${example}`);
}

function unknownOption(option: string, name: string, known: readonly string[]): InputError {
  // createdCutOff, created_cutoff, createdCutoff
  const plain = (text: string): string => text.replaceAll('_', '');
  const near = nearest(plain(option), known);
  return new InputError(
    'INPUT_INVALID',
    `${name} has an unknown option ${JSON.stringify(option)}`,
    near === undefined ? `use ${known.join(', ')}` : `did you mean ${near}?`,
  );
}
