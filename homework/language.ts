export type { Language, Text } from '../grader/text';
import type { Language } from '../grader/text';

/** Spanish where the terminal speaks it, else English. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  const said = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return said?.toLowerCase().startsWith('es') === true ? 'es' : 'en';
}
