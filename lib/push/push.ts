import type { FeatureView } from '../definitions/feature-view';
import type { PushSource } from '../definitions/push-source';
import { FeatureNameError, InputError, StoreError } from '../errors';
import { suggest } from '../nearest';
import type { OfflineStore } from '../offline/offline-store';
import { sourceRequest } from '../offline/source-request';
import type { OnlineBatch, OnlineStore } from '../online/online-store';
import { pinViews } from '../pinned-view';
import type { PinnedView } from '../pinned-view';
import { haveSameRows } from '../repository/plan';
import type { AppliedRepository, Registry } from '../repository/registry';
import { appendedColumns } from './appended-columns';
import { demandCreated } from './demand-created';
import { pushedBatch } from './pushed-batch';
import type { PushedRows } from './pushed-rows';

/** Where pushed rows go, in Feast's words. */
export type PushTarget = 'online' | 'offline' | 'online_and_offline';

/** What was done with the pushed rows. */
export interface PushResult {
  /** For each view whose source it is. */
  readonly online: readonly {
    readonly view: string;
    /** Rows pushed. */
    readonly read: number;
    /** Rows that the online store accepted: new, newer or corrected. */
    readonly written: number;
    /** Rows with a null in their key. */
    readonly skipped: number;
  }[];
  /** Rows added to the batch source; null where none were to be. */
  readonly offline: { readonly source: string; readonly appended: number } | null;
}

/** The parts that pushing stands on. */
export interface PushParts {
  readonly project: string;
  readonly offline: OfflineStore;
  readonly online: OnlineStore;
  readonly registry: Registry;
}

/** @throws InputError for a target that is none */
export function checkTarget(to: string): PushTarget {
  if (to === 'online' || to === 'offline' || to === 'online_and_offline') return to;
  throw new InputError(
    'INPUT_INVALID',
    `to is ${JSON.stringify(to)}`,
    "use 'online', 'offline' or 'online_and_offline'",
  );
}

/** @throws FeatureNameError NAME_UNKNOWN with the near names */
export function pushSourceNamed({ pushSources, sources }: AppliedRepository, name: string): PushSource {
  const found = pushSources.get(name);
  if (found) return found;
  throw new FeatureNameError(
    'NAME_UNKNOWN',
    `unknown push source ${name}`,
    sources.has(name)
      ? `${name} is read, not pushed to: define pushSource({ name, batchSource: … }) and make it the views' source`
      : suggest(name, [...pushSources.keys()]),
  );
}

/** The views that rows pushed to `source` are for: those that are served, each once. */
export function pushedViews({ views }: AppliedRepository, source: PushSource): FeatureView[] {
  return [...views.values()].filter(
    (view) => view.online && view.base === undefined && view.pushSource?.name === source.name,
  );
}

/** The views that read the source behind `source`, pushed to or not. */
export function readingViews({ views }: AppliedRepository, { batchSource }: PushSource): FeatureView[] {
  return [...views.values()].filter((view) => view.base === undefined && view.source.name === batchSource.name);
}

interface Push {
  readonly source: PushSource;
  readonly views: readonly FeatureView[];
  readonly readers: readonly FeatureView[];
  readonly to: PushTarget;
}

/**
 * Writes rows where they are newer than what is there. Everything is checked before the first row is written; history
 * gets them first, so that nothing is served that no training set could hold.
 * @param push `views` are those that get the rows, `readers` all that read the batch source; both with their functions
 */
export async function pushRows(
  parts: PushParts,
  { source, views, readers, to }: Push,
  rows: PushedRows,
): Promise<PushResult> {
  if (isNothing(rows)) return nothing(source, to === 'offline' ? [] : views, to);
  const served = to === 'offline' ? [] : views;
  for (const view of served) demandSourceCreated(rows, view);
  const batches = served.map((view) => pushedBatch(rows, view));
  const pinned = await pinPushed(parts, served);
  const offline = to === 'online' ? null : await append(parts, source, readers, rows);
  return { online: await writeBatches(parts, pinned, batches, rows), offline };
}

/** A list without rows names no columns that could be missing. */
function isNothing({ length, names }: PushedRows): boolean {
  return length === 0 && names.length === 0;
}

function nothing({ batchSource }: PushSource, views: readonly FeatureView[], to: PushTarget): PushResult {
  return {
    online: views.map(({ name }) => ({ view: name, read: 0, written: 0, skipped: 0 })),
    offline: to === 'online' ? null : { source: batchSource.name, appended: 0 },
  };
}

/** The same for one view, whatever its source, of rows in the view's own names. */
export async function writeViewRows(parts: PushParts, view: FeatureView, rows: PushedRows): Promise<PushResult> {
  demandViewCreated(rows, view);
  const batch = pushedBatch(inSourceColumns(rows, view), view);
  const pinned = await pinPushed(parts, [view]);
  return { online: await writeBatches(parts, pinned, [batch], rows), offline: null };
}

/** In the source's own columns. @throws InputError for a created time of another name */
function demandSourceCreated(rows: PushedRows, view: FeatureView): void {
  const { source, keys, features } = sourceRequest(view);
  const { createdTimestampColumn: name, timestampField } = source;
  const used = [...keys, ...features].map(({ column }) => column);
  if (name !== undefined) demandCreated(rows, [...used, timestampField], name, name);
}

/** The same, in the view's names. */
function demandViewCreated(rows: PushedRows, view: FeatureView): void {
  const { source, keys, features } = sourceRequest(view);
  const used = [...keys, ...features].map(({ name }) => name);
  if (source.createdTimestampColumn !== undefined)
    demandCreated(rows, [...used, 'event_timestamp'], 'created', source.createdTimestampColumn);
}

/** A view's rows by the names of its source's columns. */
function inSourceColumns(rows: PushedRows, view: FeatureView): PushedRows {
  const { source, keys, features } = sourceRequest(view);
  const names = new Map([...keys, ...features].map(({ name, column }) => [column, name]));
  names.set(source.timestampField, 'event_timestamp');
  if (source.createdTimestampColumn !== undefined) names.set(source.createdTimestampColumn, 'created');
  const nameOf = (column: string): string => names.get(column) ?? column;
  return {
    ...rows,
    has: (column) => rows.has(nameOf(column)),
    column: (column, type, owner) => rows.column(nameOf(column), type, owner),
  };
}

/** The online rows of these views, which are still what they were when the pushed rows were read for them. */
async function pinPushed(parts: PushParts, views: readonly FeatureView[]): Promise<PinnedView[]> {
  if (views.length === 0) return [];
  return pinViews(parts, () => asApplied(parts.registry, views));
}

/** @throws StoreError STORE_CHANGED where a view was deleted, or applied with another meaning, since */
function asApplied(registry: Registry, views: readonly FeatureView[]): readonly FeatureView[] {
  const applied = registry.readIfApplied()?.views;
  const gone = views.find((view) => {
    const now = applied?.get(view.name);
    return !now || (view.online && !now.online) || !haveSameRows(view, now);
  });
  if (!gone) return views;
  throw new StoreError(
    'STORE_CHANGED',
    `view ${gone.name} was applied anew or deleted while rows were pushed to it: none was written`,
    'push them again',
  );
}

async function writeBatches(
  { online }: PushParts,
  pinned: readonly PinnedView[],
  batches: readonly OnlineBatch[],
  rows: PushedRows,
): Promise<PushResult['online']> {
  const results: PushResult['online'][number][] = [];
  for (const [i, { view, target, generation }] of pinned.entries()) {
    const written = await online.write(target, batches[i], generation);
    results.push({ view: view.name, read: rows.length, written, skipped: rows.length - batches[i].length });
  }
  return results;
}

/** Under the registry's lock: two that rewrite one file at once must come one after the other. */
async function append(
  { offline, registry }: PushParts,
  { batchSource }: PushSource,
  readers: readonly FeatureView[],
  rows: PushedRows,
): Promise<PushResult['offline']> {
  if (!offline.append) {
    throw new InputError('INPUT_INVALID', `source ${batchSource.name} takes no pushed rows`, "push with to: 'online'");
  }
  const columns = appendedColumns(rows, batchSource, await offline.describe(batchSource), readers);
  const work = offline.append.bind(offline);
  await registry.together(
    () => asApplied(registry, readers),
    () => work(batchSource, columns),
  );
  return { source: batchSource.name, appended: rows.length };
}
