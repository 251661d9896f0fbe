import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Definition } from '../definitions/definition';
import { DefinitionError, isFeatureStoreError } from '../errors';
import { collectExports } from './collect-definitions';
import { importDefinitions, TAGGED_PLACE } from './import-definitions';
import { unknownImport } from './unknown-import';

/** Where a repository's definitions stand. */
export const DEFINITIONS_FILE = 'features.ts';

/**
 * The definitions that features.ts in `folder` exports, and what these refer to, as `collectExports` orders
 * them; read anew at each call, relative imports too.
 * @throws DefinitionError DEFINITIONS_INVALID that names features.ts and the line where it cannot be read or throws,
 *   and where it exports none; a definition's own refusal with its code; NAME_CLASH where two have one name
 */
export async function loadDefinitions(folder: string): Promise<Definition[]> {
  const file = join(folder, DEFINITIONS_FILE);
  if (!existsSync(file)) throw missing(folder);
  const definitions = await definitionsIn(file);
  if (definitions.length === 0) throw noneExported();
  return definitions;
}

async function definitionsIn(file: string): Promise<Definition[]> {
  try {
    return collectExports(await importDefinitions(file), 'export');
  } catch (error) {
    throw refusal(file, error);
  }
}

/** A forgotten `export`: apply would delete all that is meant to be there. */
function noneExported(): DefinitionError {
  return new DefinitionError(
    'DEFINITIONS_INVALID',
    `${DEFINITIONS_FILE} exports no definition`,
    'write export before each: export const driver = entity({ … }); to delete all that was applied: featlab teardown',
  );
}

function missing(folder: string): DefinitionError {
  return new DefinitionError(
    'DEFINITIONS_INVALID',
    `there is no ${DEFINITIONS_FILE} in ${folder}`,
    `write ${DEFINITIONS_FILE} beside feature_store.yaml: export const driver = entity({ … }), and so on`,
  );
}

function refusal(file: string, error: unknown): DefinitionError {
  const place = placeOf(file, error);
  if (isFeatureStoreError(error)) {
    return new DefinitionError(error.code, `${place}: ${problemOf(error)}`, error.fix, { cause: error });
  }
  const unknown = error instanceof Error ? unknownImport(error.message) : undefined;
  if (unknown) {
    return new DefinitionError('DEFINITIONS_INVALID', `${place}: ${unknown.problem}`, unknown.fix, { cause: error });
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return new DefinitionError('DEFINITIONS_INVALID', `${place}: ${messageOf(error)}`, fixOf(error, code), {
    cause: error,
  });
}

/** `features.ts line 3`, or `features.ts, in stats/views.ts line 3`. */
function placeOf(file: string, error: unknown): string {
  const match = TAGGED_PLACE.exec(error instanceof Error ? (error.stack ?? '') : '');
  if (!match?.[1]) return DEFINITIONS_FILE;
  const at = fileURLToPath(match[1]);
  const line = match[2] === undefined ? '' : ` line ${match[2]}`;
  const path = relative(dirname(realpathSync(file)), at).replaceAll('\\', '/');
  return path === DEFINITIONS_FILE ? DEFINITIONS_FILE + line : `${DEFINITIONS_FILE}, in ${path}${line}`;
}

/** An error's message without its fix. */
function problemOf(error: Error): string {
  return error.message.split('\nfix: ')[0] ?? error.message;
}

/** One line, without the marks of this reading. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return `it throws ${JSON.stringify(error) ?? String(error)}`;
  const text = error.message.replaceAll(new RegExp(TAGGED_PLACE, 'g'), (_, url: string) =>
    basename(fileURLToPath(url)),
  );
  return `${error.name}: ${text.replaceAll(/\s*\n\s*/g, ' ')}`;
}

function fixOf(error: unknown, code: unknown): string {
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') return 'write it without enum, namespace and parameter properties';
  if (code === 'ERR_MODULE_NOT_FOUND') return 'check the name; a relative import begins with ./ and names the file';
  if (error instanceof Error && error.name === 'SyntaxError')
    return 'mend that line: brackets and quotes closed, commas between fields, names as exported';
  return 'mend what that line does; definitions need no more than entity, fileSource, featureView, featureService';
}
