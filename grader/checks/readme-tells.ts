import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check';
import { PASSED } from './check';

/** What a command line starts with, or a script in TypeScript that it runs: with arguments, or told to be here. */
const TYPED =
  /\b(npx|npm|node|featlab|tsx|pnpm|yarn|bun|deno|make|just|task|sh|bash)\b|\.\/[\w./-]+\.ts\b|\.ts +--?\w|\$\s/;
/** A command that goes on in the next line, in the shells of Unix and the two of Windows. */
const CONTINUED = /[ \t][\\^`]\r?\n\s*/g;
/** Words that end in a full stop, without anything set as code: no command, whatever words are in it. */
const SENTENCE = /^\s{0,3}[A-ZÁÉÍÓÚÑ¿¡][^`]*[a-záéíóúñ][.!]\s*$/;
/** What is typed all the same where such a sentence says it. */
const TOLD = /\b((npm run|npx featlab|make) [\w./-]+|node [\w./-]+\.\w+)/g;
const COMMANDS = { apply: /\bapply\b/i, materialize: /\bmateriali[sz]e\b/i, serve: /\bserve\b/i };

/** R0: the README has a line to type for each of apply, materialize and serve. */
export const readmeTells: Check = async (context) => {
  const text = readmeOf(context.place.submission);
  // In capitals: in Spanish `todo` is a word as any other.
  const lines = text
    .replaceAll(CONTINUED, ' ')
    .split('\n')
    .filter((line) => !/\bTODO\b/.test(line))
    .flatMap((line) => (SENTENCE.test(line) ? (line.match(TOLD) ?? []) : [line]))
    .filter((line) => TYPED.test(line));
  const missing = Object.entries(COMMANDS).filter(([, said]) => !lines.some((line) => said.test(line)));
  if (missing.length === 0) return PASSED;
  const names = missing.map(([name]) => name).join(', ');
  return {
    failure: {
      cause: 'readme_incomplete',
      failure: null,
      message:
        text === ''
          ? { en: 'there is no README', es: 'no hay README' }
          : { en: `the README has no command to ${names}`, es: `al README le falta el comando para ${names}` },
    },
  };
};

/** All of them, where there is one for each language. */
function readmeOf(folder: string): string {
  const names = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && /^(readme|l[eé][ea]me)/i.test(entry.name.normalize('NFC')),
  );
  return names.map(({ name }) => decoded(readFileSync(join(folder, name)))).join('\n');
}

/** UTF-8, or what a file says at its beginning that it is: PowerShell's `>` writes UTF-16. */
function decoded(bytes: Buffer): string {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');
}
