import type { DataSource } from '../definitions/data-source';
import type { Definition } from '../definitions/definition';
import type { FeatureView } from '../definitions/feature-view';
import { KIND_NAMES } from './kind-names';
import type { KindName } from './kind-names';
import { specOf } from './serialize';
import type { AppliedRepository } from './serialize';

export interface Change {
  readonly kind: KindName;
  readonly name: string;
}

/** What apply does, or would do. Lists are ordered by kind, then as the definitions are. */
export interface Changes {
  readonly created: readonly Change[];
  readonly updated: readonly Change[];
  readonly deleted: readonly Change[];
  readonly unchanged: readonly Change[];
  /**
   * The views whose online rows and marks must go: deleted ones, those no longer online, and those whose source,
   * mapping, entities, schema or derived features changed (such a view counts as updated). Never a `withName` view, which has no rows
   * of its own.
   */
  readonly dropped: readonly string[];
}

/** @param applied what the registry holds; undefined = nothing was applied yet */
export function planChanges(applied: AppliedRepository | undefined, wanted: readonly Definition[]): Changes {
  const before = byKindAndName(applied ? definitionsIn(applied) : []);
  const after = byKindAndName(wanted);
  const sorted = ordered([...after.values()]);
  const was = (definition: Definition) => before.get(keyOf(definition));
  const deleted = ordered([...before.values()].filter((definition) => !after.has(keyOf(definition))));
  return {
    created: sorted.filter((definition) => !was(definition)).map(changeOf),
    updated: sorted.filter((definition) => differs(was(definition), definition)).map(changeOf),
    deleted: deleted.map(changeOf),
    unchanged: sorted.filter((definition) => was(definition) && !differs(was(definition), definition)).map(changeOf),
    dropped: [...before.values()].filter((old) => mustDrop(old, after.get(keyOf(old)))).map(({ name }) => name),
  };
}

/** Everything applied, what others refer to before them. */
export function definitionsIn(applied: AppliedRepository): Definition[] {
  const { entities, sources, pushSources, views, onDemandViews, services } = applied;
  return [entities, sources, pushSources, views, onDemandViews, services].flatMap((definitions): Definition[] => [
    ...definitions.values(),
  ]);
}

function byKindAndName(definitions: readonly Definition[]): Map<string, Definition> {
  return new Map(definitions.map((definition) => [keyOf(definition), definition]));
}

function keyOf({ kind, name }: Definition): string {
  return `${kind} ${name}`;
}

const ORDER = Object.keys(KIND_NAMES);

function ordered(definitions: readonly Definition[]): Definition[] {
  return definitions.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

function changeOf({ kind, name }: Definition): Change {
  return { kind: KIND_NAMES[kind], name };
}

function differs(before: Definition | undefined, after: Definition): boolean {
  if (!before) return false;
  return JSON.stringify(specOf(before)) !== JSON.stringify(specOf(after)) || otherRows(before, after);
}

function mustDrop(before: Definition, after: Definition | undefined): boolean {
  if (before.kind !== 'featureView' || before.base) return false;
  if (after?.kind !== 'featureView' || after.base) return true;
  return (before.online && !after.online) || otherRows(before, after);
}

function otherRows(before: Definition, after: Definition): boolean {
  if (before.kind !== 'featureView' || after.kind !== 'featureView') return false;
  return !haveSameRows(before, after);
}

/** Do both say the same of which rows the view has? */
export function haveSameRows(before: FeatureView, after: FeatureView): boolean {
  return JSON.stringify(rowsOf(before)) === JSON.stringify(rowsOf(after));
}

/** All that decides which rows a view has: not its ttl, nor what describes it. */
function rowsOf({ entities, schema, source, derive = {}, inputs = {} }: FeatureView): unknown {
  return [
    entities.map((entity) => [entity.name, Object.entries(entity.joinKeys)]),
    Object.entries(schema).sort(byName),
    rowsIn(source),
    Object.entries(source.fieldMapping).sort(byName),
    Object.entries(derive).sort(byName),
    Object.entries(inputs).sort(byName),
  ];
}

/** Where a source's rows come from. */
function rowsIn(source: DataSource): unknown {
  const { kind, name, timestampField, createdTimestampColumn } = source;
  const place = source.kind === 'fileSource' ? source.paths : [kind, source.table ?? null, source.query ?? null];
  return [name, place, timestampField, createdTimestampColumn];
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
