import { resolve } from 'node:path';

import { RepositoryError } from '../errors';
import { isUrl } from '../is-url';
import { nearest } from '../nearest';

/** A value of the configuration, and what a message calls its place. */
export interface Field {
  readonly place: string;
  readonly value: string | Fields | undefined;
}

/** A mapping of the configuration: key → field. */
export type Fields = ReadonlyMap<string, Field>;

/** @throws RepositoryError CONFIG_INVALID for a key that nobody reads */
export function checkKeys(fields: Fields, owner: string, known: readonly string[]): void {
  for (const [key, { place }] of fields) {
    if (known.includes(key)) continue;
    throw invalid(`${place}: unknown key ${JSON.stringify(key)}${owner}`, choice('key', key, known));
  }
}

/** The text of a key, or `otherwise` where the key is not there. */
export function textOf(fields: Fields, key: string, otherwise: string): string;
export function textOf(fields: Fields, key: string, otherwise?: undefined): string | undefined;
export function textOf(fields: Fields, key: string, otherwise?: string): string | undefined {
  const field = fields.get(key);
  if (field === undefined) return otherwise;
  if (typeof field.value === 'string' && field.value.trim() !== '') return field.value;
  throw invalid(
    `${field.place}: ${key} is ${field.value instanceof Map ? 'a mapping' : 'empty'}`,
    `write one value: ${key}: ${otherwise ?? '…'}`,
  );
}

/** The path of a key, absolute. @param folder what it is relative to */
export function pathOf(fields: Fields, key: string, folder: string, otherwise: string): string;
export function pathOf(fields: Fields, key: string, folder: string): string | undefined;
export function pathOf(fields: Fields, key: string, folder: string, otherwise?: string): string | undefined {
  const written = otherwise === undefined ? textOf(fields, key) : textOf(fields, key, otherwise);
  if (written === undefined) return undefined;
  if (!isUrl(written)) return resolve(folder, written);
  // Not the whole of it: a database's may hold a password.
  const scheme = written.slice(0, written.indexOf('://'));
  throw invalid(
    `${fields.get(key)?.place ?? ''}: ${key} is a URL (${scheme}://…), and it is a path of this machine`,
    `write a path: ${key}: ${otherwise ?? '…'}`,
  );
}

/** The mapping of a key; an empty one where the key is not there. */
export function mappingOf(fields: Fields, key: string, example: string): Fields {
  const field = fields.get(key);
  if (field === undefined) return new Map();
  if (field.value instanceof Map) return field.value as Fields;
  throw invalid(`${field.place}: ${key} is no mapping`, `write ${key}: ${example}`);
}

/** `value`, where it is one of `known`. */
export function oneOf<T extends string>(fields: Fields, key: string, owner: string, known: readonly [T, ...T[]]): T {
  const value = textOf(fields, key, known[0]);
  if ((known as readonly string[]).includes(value)) return value as T;
  const place = fields.get(key)?.place ?? '';
  throw invalid(`${place}: unknown ${owner} ${JSON.stringify(value)}`, choice(owner, value, known));
}

function choice(what: string, name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const all = `valid ${what}s: ${known.join(', ')}`;
  return near === undefined ? `use one of the ${all}` : `did you mean ${near}? The ${all}`;
}

export function invalid(problem: string, fix: string): RepositoryError {
  return new RepositoryError('CONFIG_INVALID', problem, fix);
}
