import { readFile } from 'node:fs/promises';

import { InputError } from '../errors';
import { parseExactJson } from '../columns/exact-json';

/** What `JSON` or `@FILE` says, integers exact. @param place the option's name, for messages */
export async function jsonArgument(text: string, place: string): Promise<unknown> {
  if (!text.startsWith('@')) return parseExactJson(text, place);
  const path = text.slice(1);
  return parseExactJson(await readText(path), path);
}

/** Without the mark that Windows' editors put first. */
async function readText(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError('INPUT_INVALID', `${path} cannot be read (${reason})`, 'name a JSON file after the @', {
      cause: error,
    });
  }
}
