import { parseArgs } from 'node:util';

/** Los valores de `--name VALOR` para cada uno de `names`; hacen falta todos. */
export function readArguments<const N extends string>(...names: readonly N[]): Record<N, string> {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const { values } = parseArgs({ options });
  const missing = names.filter((name) => typeof values[name] !== 'string');
  if (missing.length > 0) throw new Error(`falta ${missing.map((name) => `--${name}`).join(', ')}`);
  return values as Record<N, string>;
}
