import { invalid, mappingOf, oneOf, pathOf, textOf } from './config-fields';
import type { Fields } from './config-fields';

/** Reads one option of a mapping. @param owner what messages call the mapping; @param folder what paths are relative to */
export type OptionReader<T> = (fields: Fields, key: string, owner: string, folder: string) => T;

/** One reader for each option of `C`, but for its `type`. */
export type OptionReaders<C> = { readonly [K in Exclude<keyof C, 'type'>]-?: OptionReader<C[K]> };

export const text: OptionReader<string | undefined> = (fields, key) => textOf(fields, key);

export const required: OptionReader<string> = (fields, key, owner) => {
  const written = textOf(fields, key);
  if (written !== undefined) return written;
  throw invalid(`${owner} has no ${key}`, `add ${key} to it in feature_store.yaml`);
};

export function textOr(otherwise: string): OptionReader<string> {
  return (fields, key) => textOf(fields, key, otherwise);
}

/** A path, absolute. */
export const path: OptionReader<string | undefined> = (fields, key, _, folder) => pathOf(fields, key, folder);

export function pathOr(otherwise: string): OptionReader<string> {
  return (fields, key, _, folder) => pathOf(fields, key, folder, otherwise);
}

/** A whole number, `least` or more. */
export function whole(least: number): OptionReader<number | undefined> {
  return (fields, key, owner) => {
    const written = textOf(fields, key);
    if (written === undefined) return undefined;
    const value = Number(written);
    if (/^\d+$/.test(written) && value >= least && Number.isSafeInteger(value)) return value;
    const place = fields.get(key)?.place ?? '';
    throw invalid(
      `${place}: ${key} of ${owner} is ${JSON.stringify(written)}`,
      `write a whole number, ${String(least)} or more`,
    );
  };
}

export const flag: OptionReader<boolean | undefined> = (fields, key, owner) => {
  const written = textOf(fields, key)?.toLowerCase();
  if (written === undefined) return undefined;
  if (written === 'true' || written === 'false') return written === 'true';
  const place = fields.get(key)?.place ?? '';
  throw invalid(`${place}: ${key} of ${owner} is ${JSON.stringify(written)}`, 'write true or false');
};

/** One of several words; the first where the key is absent. */
export function choice<const T extends readonly [string, ...string[]]>(...known: T): OptionReader<T[number]> {
  return (fields, key) => oneOf<T[number]>(fields, key, key, known);
}

/** A mapping of texts. */
export const texts: OptionReader<Readonly<Record<string, string>> | undefined> = (fields, key) => {
  if (!fields.has(key)) return undefined;
  const mapping = mappingOf(fields, key, '{ name: value }');
  return Object.fromEntries([...mapping.keys()].map((name) => [name, textOf(mapping, name, '')]));
};
