import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../run/context';
import type { Text } from '../text';

/** What honest homework hardly needs. Seen in the code, it is mentioned to the instructor; it decides nothing. */
const SIGNS: readonly (readonly [RegExp, Text])[] = [
  [/\/proc\/|['"]\/proc['"]|\/etc\/(passwd|shadow)/, { en: 'it looks into /proc or /etc', es: 'mira en /proc o /etc' }],
  [
    /\bfetch\(|node:(net|http|https|http2|dgram|tls|dns)\b|\bWebSocket\(/,
    { en: 'it uses the network', es: 'usa la red' },
  ],
  [/node:(child_process|cluster)\b|['"]child_process['"]/, { en: 'it starts processes', es: 'arranca procesos' }],
  [
    /\b(Object|Array|JSON|Number|String|Map)\.prototype\.\w+\s*=|\bObject\.is\s*=|\bJSON\.(parse|stringify)\s*=|defineProperty\(\w+\.prototype/,
    { en: 'it changes built-in objects', es: 'cambia objetos del lenguaje' },
  ],
  [/GRADER_CLOCK|NODE_OPTIONS|\/inside\//, { en: 'it looks for the grader', es: 'busca al corrector' }],
];

/** Mentions, by file, what the code of the submission tries. */
export function noticeAttempts(context: Context, files: readonly string[]): void {
  for (const file of files.filter((name) => /\.[mc]?[jt]s$/.test(name)).slice(0, 300)) {
    const code = readFileSync(join(context.place.submission, file), 'utf8');
    for (const [sign, { en, es }] of SIGNS) {
      const name = JSON.stringify(file.slice(0, 100));
      if (sign.test(code)) context.notice({ kind: 'attempt', text: { en: `${name}: ${en}`, es: `${name}: ${es}` } });
    }
  }
}
