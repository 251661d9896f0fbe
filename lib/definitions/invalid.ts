import { DefinitionError } from '../errors';

/** A definition that cannot be. @param fix what to write instead */
export function invalid(problem: string, fix: string): DefinitionError {
  return new DefinitionError('DEFINITIONS_INVALID', problem, fix);
}
