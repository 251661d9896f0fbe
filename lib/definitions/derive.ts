import { createHash } from 'node:crypto';
import type { DefinitionError } from '../errors';
import { VALUE_TYPES } from '../types';
import type { JoinKeys, Schema, TypeToJs, ValueType } from '../types';
import { AppliedFunction } from './applied-function';
import { invalid } from './invalid';
import { checkColumnName, isPlainObject } from './name';

/**
 * One row of a source, as the function of a derived feature sees it: the join keys, `event_timestamp` (a Date: what
 * it cannot hold of a microsecond is cut), the view's stored features and the `inputs`, null where they are null.
 * An int64 is a number where it is safe, else a bigint. Other derived features are not there; reading what is not there
 * throws.
 */
export type SourceRow<K extends JoinKeys, S extends Schema, I extends Schema> = {
  readonly [P in keyof K]: TypeToJs[K[P]];
} & { readonly [P in keyof S]: TypeToJs[S[P]] | null } & { readonly [P in keyof I]: TypeToJs[I[P]] | null } & {
  readonly event_timestamp: Date;
};

/** What the function of a derived feature may answer; a timestamp also as a Date. Null and undefined are null. */
export type Derived<T extends ValueType> =
  | TypeToJs[T]
  | (T extends 'timestamp' ? Date : never)
  | (T extends 'int64' | 'bigint' ? number | bigint : never)
  | null
  | undefined;

/** The functions of a view's derived features, by feature: pure and synchronous. */
export type DeriveOptions<K extends JoinKeys, S extends Schema, I extends Schema> = {
  readonly [F in keyof S]?: (row: SourceRow<K, S, I>) => Derived<S[F]>;
};

export type DeriveFunction = (row: Readonly<Record<string, unknown>>) => unknown;

/** The functions of a view, by derived feature. */
export type DeriveFunctions = Readonly<Record<string, DeriveFunction>>;

/**
 * Feature → the fingerprint of its function, which the registry keeps in its place. Written otherwise, a function has
 * another one; how it is indented does not count, nor what it calls.
 */
export function fingerprints(derive: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.freeze(
    Object.fromEntries(Object.entries(derive).map(([feature, given]) => [feature, fingerprint(given)])),
  );
}

/** Texts and templates, in which space is no matter of form; comments, in which a quote begins no text; space. */
const SPACE = /("(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|`(?:\\[^]|[^`\\])*`)|\/\/[^\n]*|\/\*[^]*?\*\/|\s+/g;

/** Of a function, or of what stands for one that was applied. */
export function fingerprint(given: unknown): string {
  if (given instanceof AppliedFunction) return given.fingerprint;
  const text = String(given).replaceAll(
    SPACE,
    (match, literal: string | undefined) => literal ?? match.replaceAll(/\s+/g, ' '),
  );
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Those that are functions; the registry's views have none. */
export function functionsIn(derive: Readonly<Record<string, unknown>>): DeriveFunctions {
  const functions = Object.entries(derive).filter(
    (entry): entry is [string, DeriveFunction] => typeof entry[1] === 'function',
  );
  return Object.freeze(Object.fromEntries(functions));
}

/** @throws DefinitionError naming the view, for a derived feature that cannot be */
export function checkDerive(
  owner: string,
  { derive, inputs, schema, joinKeys }: { derive: object; inputs: Schema; schema: Schema; joinKeys: JoinKeys },
): void {
  if (!isPlainObject(derive)) throw noObject(owner, 'derive', 'derive: { hour: (row) => … }');
  if (!isPlainObject(inputs)) throw noObject(owner, 'inputs', "inputs: { raw: 'float64' }");
  for (const [feature, given] of Object.entries(derive)) {
    if (!Object.hasOwn(schema, feature)) {
      throw invalid(
        `${owner}: derive has ${feature}, which is not in the schema`,
        `add it: schema: { ${feature}: 'int32' }`,
      );
    }
    if (!isFunction(given)) {
      throw invalid(`${owner}: derive.${feature} is not a function`, `write ${feature}: (row) => …`);
    }
    demandText(`${owner}: derive.${feature}`, given);
  }
  for (const [input, type] of Object.entries(inputs)) {
    checkColumnName(owner, input);
    if (!VALUE_TYPES.includes(type)) {
      throw invalid(
        `${owner}: input ${input} has the type ${JSON.stringify(type)}`,
        `use one of ${VALUE_TYPES.join(', ')}`,
      );
    }
    if (Object.hasOwn(schema, input) || Object.hasOwn(joinKeys, input) || input === 'event_timestamp') {
      throw invalid(`${owner}: input ${input} is in the row already`, 'take it out of inputs');
    }
  }
}

export function isFunction(given: unknown): boolean {
  return typeof given === 'function' || given instanceof AppliedFunction;
}

/** @throws DefinitionError for one that was bound, whose text says nothing: nobody would see that it changed */
export function demandText(what: string, given: unknown): void {
  if (typeof given !== 'function' || !/\{\s*\[native code\]\s*\}$/.test(String(given))) return;
  throw invalid(`${what} is a bound function, which has no text`, 'write (row) => … and call it there');
}

function noObject(owner: string, option: string, example: string): DefinitionError {
  return invalid(`${owner}: ${option} is no object`, `write ${example}, or leave it out`);
}
