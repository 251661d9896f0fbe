import { isDefinition } from '../definitions/definition';
import type { Definition } from '../definitions/definition';
import type { FeatureView } from '../definitions/feature-view';
import { viewOfSource } from '../definitions/on-demand-feature-view';
import { DefinitionError } from '../errors';
import { demandMade } from './demand-made';
import { KIND_NAMES } from './kind-names';
import { specOf } from './serialize';

/**
 * What apply takes: the definitions among `values`, and what they refer to (a view's entities, source and base, a
 * service's views), each once, before what refers to it. Values that are no definitions are passed over. A
 * definition that is referred to may be another object of the same content, as when a notebook's cell ran again.
 * @throws DefinitionError NAME_CLASH where two have one name, regardless of case and kind; for one that no definition
 *   function made
 */
export function collectDefinitions(values: Iterable<unknown>): Definition[] {
  const roots = new Set([...values].filter(isDefinition));
  const named = new Map<string, Definition>();
  for (const root of roots) add(named, root, roots);
  const definitions = [...named.values()];
  demandMade(definitions);
  return definitions;
}

/**
 * The definitions among the values of an object: a module's exports, or what stands for them.
 * @param what one of these values is called in messages
 * @throws DefinitionError for a definition that lies deeper, in a list or an object: apply would delete what is meant to
 *   be there
 */
export function collectExports(exported: object, what: string): Definition[] {
  const definitions = collectDefinitions(Object.values(exported));
  for (const [name, value] of Object.entries(exported)) {
    const inside = isDefinition(value) ? undefined : definitionInside(value, definitions, new Set());
    if (inside) throw notItself(`${what} ${name}`, inside);
  }
  return definitions;
}

function definitionInside(value: unknown, known: readonly Definition[], seen: Set<unknown>): Definition | undefined {
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined;
  seen.add(value);
  if (isDefinition(value)) return known.includes(value) ? undefined : value;
  for (const item of itemsOf(value)) {
    const found = definitionInside(item, known, seen);
    if (found) return found;
  }
  return undefined;
}

/** Of lists, maps, sets and plain objects; what else a module exports is its own. */
function itemsOf(value: object): Iterable<unknown> {
  if (Array.isArray(value) || value instanceof Set) return value as Iterable<unknown>;
  if (value instanceof Map) return value.values();
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? (Object.values(value) as unknown[]) : [];
}

function notItself(place: string, { kind, name }: Definition): DefinitionError {
  return new DefinitionError(
    'DEFINITIONS_INVALID',
    `${place} holds ${KIND_NAMES[kind]} ${name}, and only what is exported itself is applied`,
    `export it under a name of its own: export const ${name.replaceAll(/\W/g, '_')} = …`,
  );
}

/**
 * A list of definitions as a caller of apply wrote it, where a module's exports may hold anything.
 * @throws DefinitionError for what is no list, and for an item that is no definition: a name misspelt in an import is
 *   undefined, and applying the rest would delete what it meant
 */
export function checkDefinitionList(given: unknown): readonly unknown[] {
  if (!Array.isArray(given)) throw noDefinition('apply was not given a list');
  const items: readonly unknown[] = given;
  const wrong = items.findIndex((item) => !isDefinition(item) && !isRequestSource(item));
  if (wrong < 0) return items;
  throw noDefinition(`item ${String(wrong + 1)} of the list given to apply is no definition`);
}

function isRequestSource(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'requestSource';
}

function noDefinition(problem: string): DefinitionError {
  return new DefinitionError(
    'DEFINITIONS_INVALID',
    problem,
    'pass what entity, fileSource, featureView, … answered, such as store.apply([driver, driverStats]), or nothing: then features.ts is read',
  );
}

function add(named: Map<string, Definition>, definition: Definition, roots: ReadonlySet<Definition>): void {
  for (const part of partsOf(definition)) add(named, part, roots);
  const key = keyOf(definition.name);
  const other = named.get(key);
  if (other === undefined) named.set(key, definition);
  else if (other !== definition) checkSame(other, definition, roots);
}

function checkSame(a: Definition, b: Definition, roots: ReadonlySet<Definition>): void {
  if ((roots.has(a) && roots.has(b)) || !sameContent(a, b)) throw clash(a, b);
}

/** Names are the same without regard to case. */
function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** What a definition refers to. */
function partsOf(definition: Definition): readonly Definition[] {
  if (definition.kind === 'featureView') return viewParts(definition);
  if (definition.kind === 'pushSource') return [definition.batchSource];
  if (definition.kind === 'featureService') {
    return definition.features.map((item) => (item.kind === 'featureSelection' ? item.view : item));
  }
  if (definition.kind === 'onDemandFeatureView') {
    return Object.values(definition.sources).flatMap((source) => viewOfSource(source)?.view ?? []);
  }
  return [];
}

function viewParts(view: FeatureView): readonly Definition[] {
  return view.base ? [view.base] : [...view.entities, view.pushSource ?? view.source];
}

/** Same kind, same fields, and the same of all that they refer to. */
function sameContent(a: Definition, b: Definition): boolean {
  if (JSON.stringify(specOf(a)) !== JSON.stringify(specOf(b))) return false;
  const [ofA, ofB] = [partsOf(a), partsOf(b)];
  return ofA.every((part, i) => sameContent(part, ofB[i]));
}

function clash(a: Definition, b: Definition): DefinitionError {
  const [first, second] = [`${KIND_NAMES[a.kind]} ${a.name}`, `${KIND_NAMES[b.kind]} ${b.name}`];
  return new DefinitionError(
    'NAME_CLASH',
    first === second ? `there are two definitions of ${first}` : `${first} and ${second} have the same name`,
    isAlias(a) !== isAlias(b)
      ? "give the view with the join key map a name of its own: view.withName('origin_stats').withJoinKeyMap({ … })"
      : 'give one of them another name: names differ by more than case, across all kinds',
  );
}

function isAlias(definition: Definition): boolean {
  return definition.kind === 'featureView' && definition.base !== undefined;
}
