import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import type { LoadHookSync, ResolveHookSync } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { packageRoot } from '../package-root';

/**
 * The exports of a TypeScript file, read anew with its relative imports, as ES modules whatever the package.json around
 * says. (Only what is written as CommonJS is not, and Node keeps that.) `featlab` in them is the running package.
 */
export async function importDefinitions(file: string): Promise<object> {
  const tag = `?${TAG}=${String((count += 1))}`;
  const hooks = registerHooks({ resolve: resolveTagged(tag), load: loadTagged(tag) });
  try {
    return await nativeImport(pathToFileURL(file).href + tag);
  } finally {
    hooks.deregister();
  }
}

/** Marks the URLs of one reading, so that no module of another one answers. */
const TAG = 'featlab';
let count = 0;

/** A module of Node's own making: `import()` as Node has it, also where the code around was transformed (by vitest). */
const NATIVE: string = 'data:text/javascript,export const load = (url) => import(url)';

async function nativeImport(url: string): Promise<object> {
  const { load } = (await import(NATIVE)) as { load: (url: string) => Promise<object> };
  return load(url);
}

function resolveTagged(tag: string): ResolveHookSync {
  return (specifier, context, next) => {
    if (!context.parentURL?.endsWith(tag)) return next(specifier, context);
    if (specifier === 'featlab')
      return next(pathToFileURL(join(packageRoot(), 'dist', 'lib', 'index.js')).href, context);
    if (!/^\.{0,2}\//.test(specifier)) return next(specifier, context);
    const found = resolveRelative(specifier, (attempt) => next(attempt, context));
    return { ...found, url: found.url + tag };
  };
}

/** As written; else as TypeScript's editors complete it: without `.ts`, or with `.js` in its place. */
function resolveRelative<R>(specifier: string, next: (attempt: string) => R): R {
  try {
    return next(specifier);
  } catch (error) {
    for (const attempt of [`${specifier}.ts`, specifier.replace(/\.js$/, '.ts'), `${specifier}/index.ts`]) {
      try {
        return next(attempt);
      } catch {
        continue;
      }
    }
    throw error;
  }
}

function loadTagged(tag: string): LoadHookSync {
  return (url, context, next) => {
    if (url.endsWith(`.ts${tag}`)) return next(url, { ...context, format: 'module-typescript' });
    return next(url, url.endsWith(`.js${tag}`) && isModule(url) ? { ...context, format: 'module' } : context);
  };
}

/** Is it written as an ES module? Others, in a package of CommonJS, are read as Node does. */
function isModule(url: string): boolean {
  return /^\s*(import\s*["'{*\w]|export\s*[{*\w])/m.test(readFileSync(fileURLToPath(url), 'utf8'));
}

/** The file and line of a place in a module that this read, as stacks write them: `file:///…/features.ts?featlab=1:3`. */
export const TAGGED_PLACE: RegExp = new RegExp(`(file://[^\\s?]+)\\?${TAG}=\\d+(?::(\\d+))?`);
