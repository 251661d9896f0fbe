import { VARIABLE } from './expand-variables';

/**
 * `${NAME}` may stand in YAML where its braces would mean something else (`{ path: ${DIR}/x.db }`): before YAML
 * is read, each is written in characters that mean nothing to it, one for one, so that lines and columns stay.
 */
export function maskVariables(text: string): string {
  return text.replaceAll(VARIABLE, (variable) =>
    variable.replaceAll(/[\u0020-\u007e]/g, (character) => String.fromCharCode(OFFSET + character.charCodeAt(0))),
  );
}

export function unmaskVariables(text: string): string {
  return text.replaceAll(/[\ue020-\ue07e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - OFFSET));
}

/** The beginning of Unicode's private use area. */
const OFFSET = 0xe000;
