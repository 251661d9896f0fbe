import { readFile } from 'node:fs/promises';

import { InputError } from '../errors';
import { parseExactJson } from '../columns/exact-json';
import { utf8Text } from '../columns/utf8-text';

/** What `JSON` or `@FILE` says, integers exact. @param place the option's name, for messages */
export async function jsonArgument(text: string, place: string): Promise<unknown> {
  if (!text.startsWith('@')) return parseExactJson(text, place);
  const path = text.slice(1);
  return parseExactJson(await readText(path), path);
}

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError('INPUT_INVALID', `${path} cannot be read (${reason})`, 'name a JSON file after the @', {
      cause: error,
    });
  });
  return utf8Text(bytes, path);
}
