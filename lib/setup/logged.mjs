import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './root.mjs';

/** Keeps what a program said in `.lab`. Answers the file's name, for messages; where it cannot be written, that. */
export function logged(name, text) {
  try {
    mkdirSync(inRoot('.lab'), { recursive: true });
    writeFileSync(inRoot('.lab', name), text);
    return join('.lab', name);
  } catch (error) {
    return `no file (${error.code})`;
  }
}
