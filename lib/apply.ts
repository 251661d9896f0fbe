import type { DataSource } from './definitions/data-source';
import type { Definition } from './definitions/definition';
import type { FeatureView } from './definitions/feature-view';
import { tableText } from './definitions/table-source';
import type { OfflineStore } from './offline/offline-store';
import { sourceRequest } from './offline/source-request';
import type { OnlineStore } from './online/online-store';
import { onlineView } from './online/online-view';
import { planChanges } from './repository/plan';
import type { Changes } from './repository/plan';
import type { Registry } from './repository/registry';

/** The diff, and a line for each source that is not there yet. */
export interface ApplyResult extends Omit<Changes, 'dropped'> {
  readonly warnings: readonly string[];
}

/** The parts that applying stands on. */
export interface ApplyParts {
  readonly project: string;
  readonly offline: OfflineStore;
  readonly online: OnlineStore;
  readonly registry: Registry;
}

/** Validates everything and says what would change. */
export async function planDefinitions(parts: ApplyParts, definitions: readonly Definition[]): Promise<ApplyResult> {
  const warnings = await checkSources(parts.offline, definitions);
  return resultOf(planChanges(parts.registry.readIfApplied(), definitions), warnings);
}

/**
 * Validates everything, then carries the diff out, all or nothing. Rows of views that go, or whose meaning changed,
 * are dropped just before the registry's change is final: killed in between, the rows are missing, which the next
 * materialize mends, and never rows of an old meaning under a new definition.
 */
export async function applyDefinitions(parts: ApplyParts, definitions: readonly Definition[]): Promise<ApplyResult> {
  const warnings = await checkSources(parts.offline, definitions);
  const changes = await carryOut(parts, definitions, (dropped) => {
    parts.registry.replace(definitions, dropped);
  });
  return resultOf(changes, warnings);
}

/** Drops the project's online rows and forgets the project, both or neither. */
export async function teardownProject(parts: ApplyParts): Promise<ApplyResult> {
  const changes = await carryOut(parts, [], () => {
    parts.registry.clear();
  });
  return resultOf(changes, []);
}

/** The diff is made where no other process can change the registry any more: two at once come one after the other. */
async function carryOut(
  { project, registry, online }: ApplyParts,
  definitions: readonly Definition[],
  write: (dropped: readonly string[]) => void,
): Promise<Changes> {
  const change = (): Changes => {
    const changes = planChanges(registry.readIfApplied(), definitions);
    write(changes.dropped);
    return changes;
  };
  return registry.together(change, async (changes) => {
    await online.update({
      drop: changes.dropped.map((name) => ({ project, name })),
      keep: storedViews(definitions).map((view) => onlineView(project, view)),
    });
    return changes;
  });
}

function resultOf({ created, updated, deleted, unchanged }: Changes, warnings: readonly string[]): ApplyResult {
  return { created, updated, deleted, unchanged, warnings };
}

function viewsIn(definitions: readonly Definition[]): FeatureView[] {
  return definitions.filter((definition): definition is FeatureView => definition.kind === 'featureView');
}

/** Those with rows of their own: an alias shows its base's. */
function storedViews(definitions: readonly Definition[]): FeatureView[] {
  return viewsIn(definitions).filter((view) => view.online && view.base === undefined);
}

/** @throws SourceError naming view, part and column, for a source that is there and does not fit */
async function checkSources(offline: OfflineStore, definitions: readonly Definition[]): Promise<string[]> {
  const missing = new Set<string>();
  for (const view of viewsIn(definitions)) {
    const request = sourceRequest(view);
    if (await offline.describe(request.source)) await offline.check(request);
    else missing.add(`source ${request.source.name}: no ${placeOf(request.source)} yet; materialize will need it`);
  }
  return [...missing];
}

function placeOf(source: DataSource): string {
  return source.kind === 'fileSource' ? `file at ${source.paths.join(', ')}` : `table ${tableText(source)}`;
}
