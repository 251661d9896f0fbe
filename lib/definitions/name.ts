import { invalid } from './invalid';

const NAME = /^[\p{L}_][\p{L}\p{N}_-]*$/u;

/** What every definition may carry: never read by featlab, shown by `describe` and the lists. */
export interface Described {
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly owner?: string;
}

/** @throws DefinitionError where `name` could not stand in `view:feature`, a table's name and a file's name */
export function checkName(kind: string, name: unknown): void {
  if (typeof name === 'string' && NAME.test(name) && !name.includes('__')) return;
  throw invalid(
    `${kind}: ${JSON.stringify(name)} is not a name`,
    'start with a letter; then letters, digits, - and _ (no __, which joins view and feature in full names)',
  );
}

/**
 * @throws DefinitionError where a column's name is no text, is empty, or has what references need (`:`) or a control
 *   character; and for `__proto__`, which no JavaScript row could hold
 */
export function checkColumnName(owner: string, name: unknown): void {
  if (typeof name === 'string' && name !== '' && name !== '__proto__' && !/[:\u0000-\u001f]/.test(name)) return;
  throw invalid(
    `${owner}: ${JSON.stringify(name)} is not a column's name`,
    'give it a name without : and control characters, other than __proto__',
  );
}

/** @throws DefinitionError naming the key, where `options` has one that nobody reads (a typo would be lost) */
export function checkOptions(owner: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw invalid(`${owner}: unknown option ${JSON.stringify(unknown)}`, `use ${known.join(', ')}`);
}

export const DESCRIBED = ['description', 'tags', 'owner'] as const;

/**
 * The options of `Described` that are set, so that a definition has no undefined fields.
 * @throws DefinitionError where one is no text, or `tags` no object of texts
 */
export function described(of: string, options: Described): Described {
  const { description, tags, owner } = options;
  checkText(of, 'description', description);
  checkText(of, 'owner', owner);
  if (tags !== undefined) checkTags(of, tags);
  return {
    ...(description === undefined ? {} : { description }),
    ...(tags === undefined ? {} : { tags: Object.freeze({ ...tags }) }),
    ...(owner === undefined ? {} : { owner }),
  };
}

function checkText(of: string, option: string, text: unknown): void {
  if (text === undefined || typeof text === 'string') return;
  throw invalid(`${of}: ${option} ${JSON.stringify(text)} is no text`, 'put it in quotes');
}

function checkTags(of: string, tags: unknown): void {
  if (isPlainObject(tags) && Object.values(tags).every((value) => typeof value === 'string')) return;
  throw invalid(`${of}: tags ${JSON.stringify(tags)} is no object of texts`, "write tags: { team: 'risk', tier: '1' }");
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
