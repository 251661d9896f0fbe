import { applyDefinitions, planDefinitions, teardownProject } from './apply';
import type { ApplyResult } from './apply';
import type { Definition } from './definitions/definition';
import type { FeatureView } from './definitions/feature-view';
import { viewOfSource } from './definitions/on-demand-feature-view';
import type { OnDemandFeatureView } from './definitions/on-demand-feature-view';
import type { EntityDfInput } from './entity-df/entity-df';
import type { ReadParquet } from './entity-df/read-entity-df';
import { FeatureNameError, InputError, StoreError } from './errors';
import { explainFeature } from './explain';
import type { Explanation } from './explain';
import type { HistoricalOptions } from './historical';
import { checkWindow, incrementWindow, materializeView } from './materialize';
import type { MaterializeResult, OnProgress } from './materialize';
import { suggest } from './nearest';
import { demandObject } from './object-argument';
import type { OfflineStore, QueryPlan, Window } from './offline/offline-store';
import { sourceRequest } from './offline/source-request';
import { getOnlineFeatures } from './online/get-online-features';
import type { EntityRow, ReadOptions } from './online/get-online-features';
import { OnlinePlans } from './online/online-plans';
import type { OnlineRequest } from './online/online-plans';
import type { OnlineResponse } from './online/online-response';
import type { MaybePromise, OnlineStore } from './online/online-store';
import { planFeatures } from './on-demand/feature-plan';
import type { FeaturePlan, OnDemandStep } from './on-demand/feature-plan';
import { pinViews, setMark } from './pinned-view';
import type { PinnedView } from './pinned-view';
import { checkTarget, pushedViews, pushRows, pushSourceNamed, readingViews, writeViewRows } from './push/push';
import type { PushResult, PushTarget } from './push/push';
import { readPushedRows } from './push/pushed-rows';
import { isStored, resolveFeatures } from './refs';
import type { AskedFeature, FeatureRequest, ResolvedFeature } from './refs';
import { checkDefinitionList, collectDefinitions } from './repository/collect-definitions';
import { LiveViews } from './repository/live-views';
import type { AppliedRepository, Registry } from './repository/registry';
import { shown } from './shown';
import { SKEW_OPTIONS, viewSkew } from './skew';
import type { SkewOptions, SkewReport } from './skew';
import { toInstant } from './time/time';
import type { Clock, TimeInput } from './time/time';
import type { TrainingSet } from './training-set/training-set';

/** What a store is made of. */
export interface StoreParts {
  readonly project: string;
  readonly offline: OfflineStore;
  readonly online: OnlineStore;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly readParquet: ReadParquet;
  /** What `apply()` takes where it is given nothing: the definitions as they are now. */
  readonly definitions: () => Promise<readonly Definition[]>;
}

export interface MaterializeOptions {
  /** Only these views; an alias stands for its base. */
  readonly views?: readonly string[];
  readonly onProgress?: OnProgress;
  /** Rows in one transaction of the online store; 100,000 where absent. */
  readonly batchRows?: number;
}

export interface GetHistoricalFeatures extends HistoricalOptions {
  /** Rows, columns, an Arrow table, or the path of a .parquet, .csv or .json file, from the process's folder on. */
  readonly entityDf: EntityDfInput;
  readonly features: FeatureRequest;
}

export interface SkewCheck extends SkewOptions {
  readonly views?: readonly string[];
}

export interface GetOnlineFeatures extends OnlineRequest {
  /** Join keys by name; any other field passes through. */
  readonly entityRows: readonly EntityRow[];
}

const HISTORICAL =
  "getHistoricalFeatures({ entityDf: [{ driver_id: 1001, event_timestamp: '…' }], features: ['view:feature'] })";
const HISTORICAL_OPTIONS = ['entityDf', 'features', 'fullFeatureNames', 'createdCutoff', 'bound'];
const ONLINE = "getOnlineFeatures({ features: ['view:feature'], entityRows: [{ driver_id: 1001 }] })";
const ONLINE_OPTIONS = ['features', 'entityRows', 'fullFeatureNames'];

/** A feature store: what was applied, joined with history, written to and read from the online store. */
export class FeatureStore {
  readonly #parts: StoreParts;
  readonly #plans: OnlinePlans;
  readonly #live: LiveViews;
  #isClosed = false;

  constructor(parts: StoreParts) {
    this.#parts = parts;
    this.#plans = new OnlinePlans(parts.project, () => this.applied());
    this.#live = new LiveViews(parts.definitions);
  }

  get project(): string {
    return this.#parts.project;
  }

  /** What was applied. @throws RepositoryError NOT_APPLIED before the first `apply` */
  applied(): AppliedRepository {
    return this.#open.registry.read();
  }

  /** What `apply` would change, without changing it. */
  async plan(definitions?: readonly Definition[]): Promise<ApplyResult> {
    return planDefinitions(this.#open, await this.#wanted(definitions));
  }

  /** Validates the definitions, all of them, then makes the registry and the online store hold just these. */
  async apply(definitions?: readonly Definition[]): Promise<ApplyResult> {
    const wanted = await this.#wanted(definitions);
    const result = await applyDefinitions(this.#open, wanted);
    this.#plans.forget();
    this.#live.remember(wanted);
    return result;
  }

  /**
   * Drops the project's online rows and forgets what was applied, as if nothing ever had been; sources stay.
   * @returns what was forgotten, as `deleted`
   */
  async teardown(): Promise<ApplyResult> {
    this.applied();
    const result = await teardownProject(this.#open);
    this.#plans.forget();
    return result;
  }

  /** For each row of `entityDf`, in its order, the features as they were known at its time. */
  async getHistoricalFeatures(request: GetHistoricalFeatures): Promise<TrainingSet> {
    demandObject(request, 'the request', HISTORICAL, HISTORICAL_OPTIONS);
    const asked = resolveFeatures(this.applied(), request.features, request);
    const plan = await this.#planned(asked);
    // Loaded here, as it brings Apache Arrow along: what needs no training set starts without it.
    const { historicalFeatures } = await import('./historical.js');
    return historicalFeatures(this.#open.offline, asked, plan, request.entityDf, this.#open.readParquet, request);
  }

  /**
   * The files, in full, that the sources are made of, asked for or not, and whether `file`, which is not there yet,
   * would be one more. A source that is not to be had has none.
   * @internal
   */
  async filesRead(file: string): Promise<{ readonly files: readonly string[]; readonly withFile: boolean }> {
    const sources = [...this.applied().sources.values()];
    const { offline } = this.#open;
    const files = sources.map(async (source) => (await offline.filesOf?.(source)) ?? []);
    const would = sources.map(async (source) => (await offline.wouldRead?.(file, source)) ?? false);
    return { files: (await whereHad(files)).flat(), withFile: (await whereHad(would)).includes(true) };
  }

  /** What `getHistoricalFeatures` would have each engine do, a plan for each view; nothing is joined. */
  async planHistoricalFeatures(request: GetHistoricalFeatures): Promise<QueryPlan[]> {
    demandObject(request, 'the request', HISTORICAL, HISTORICAL_OPTIONS);
    const asked = resolveFeatures(this.applied(), request.features, request);
    const plan = await this.#planned(asked);
    const { planHistoricalFeatures } = await import('./historical.js');
    return planHistoricalFeatures(this.#open.offline, asked, plan, request.entityDf, this.#open.readParquet, request);
  }

  /** Writes the newest row of each key with `start <= event time <= end`. @param start null = from the beginning */
  async materialize(
    start: TimeInput | null,
    end: TimeInput,
    options: MaterializeOptions = {},
  ): Promise<MaterializeResult[]> {
    const window = { from: start === null ? undefined : toInstant(start, 'start'), to: toInstant(end, 'end') };
    checkWindow(window.from, window.to, this.#open.clock());
    return this.#materializeEach(options, () => window);
  }

  /** Writes what came since the last increment of each view, up to `end`. */
  async materializeIncremental(end: TimeInput, options: MaterializeOptions = {}): Promise<MaterializeResult[]> {
    const to = toInstant(end, 'end');
    checkWindow(undefined, to, this.#open.clock());
    return this.#materializeEach(
      options,
      ({ view, generation }) => incrementWindow(view.name, this.#open.registry.mark(view.name, generation), to),
      (pinned) => setMark(this.#open, pinned, to),
    );
  }

  /** One row for each entity row, in their order, read from the online store at the store's clock. */
  async getOnlineFeatures(request: GetOnlineFeatures): Promise<OnlineResponse> {
    return this.#read(request);
  }

  /**
   * The same for the server: an int64 beyond ±2^53 is a bigint, whose digits it writes, and requests that come in one turn
   * of the event loop may be answered as of one moment.
   * @internal
   */
  async serveOnlineFeatures(request: GetOnlineFeatures): Promise<OnlineResponse> {
    return this.#read(request, { isServer: true });
  }

  /**
   * Writes rows of one view into its online rows, as Feast's `write_to_online_store`, where they are newer than what is
   * there.
   * @param rows in the view's own names, with `event_timestamp` and, where the source has a created column, `created`
   */
  async writeToOnlineStore(view: string, rows: EntityDfInput): Promise<PushResult> {
    const [stored] = await this.#live.of(this.#onlineViews([view]));
    return writeViewRows(this.#open, stored, await readPushedRows(rows, this.#open.readParquet));
  }

  /**
   * Writes rows that did not come from the history: into the online rows of the views whose source is the push source
   * `name`, where they are newer than what is there, and, where `to` says so, behind the rows of its batch source.
   * @param rows in the source's columns (of a view with a field mapping, before it): rows, columns, an Arrow table, or
   *   the path of a .parquet, .csv or .json file
   * @throws FeatureNameError for an unknown push source; InputError for a missing column, a value of another type or a
   *   row without event time, before anything is written
   */
  async push(name: string, rows: EntityDfInput, options: { readonly to?: PushTarget } = {}): Promise<PushResult> {
    demandObject(options, 'options', "{ to: 'online' }", ['to']);
    const to = checkTarget(options.to ?? 'online');
    const source = pushSourceNamed(this.applied(), name);
    const views = await this.#live.of(pushedViews(this.applied(), source));
    const readers = await this.#live.of(readingViews(this.applied(), source));
    return pushRows(this.#open, { source, views, readers, to }, await readPushedRows(rows, this.#open.readParquet));
  }

  /** Does serving equal training, now? For each view, on every key or a sample. */
  async skew(check: SkewCheck = {}): Promise<SkewReport> {
    demandObject(check, 'options', '{ sample: 100, seed: 1 }', ['views', ...SKEW_OPTIONS]);
    const now = this.#open.clock();
    const reports: SkewReport[] = [];
    const views = await this.#live.of(this.#onlineViews(check.views));
    for (const view of views) reports.push(await viewSkew(this.#open, view, now, check));
    return {
      checked: reports.reduce((sum, report) => sum + report.checked, 0),
      values: reports.reduce((sum, report) => sum + report.values, 0),
      nulls: reports.reduce((sum, report) => sum + report.nulls, 0),
      mismatches: reports.flatMap((report) => report.mismatches),
    };
  }

  /** Why a feature of one entity has the value it has, or none. @param at default: the store's clock */
  async explain(reference: string, entity: Readonly<Record<string, unknown>>, at?: TimeInput): Promise<Explanation> {
    const [asked] = resolveFeatures(this.applied(), [reference]);
    if (!isStored(asked)) throw computed(asked);
    demandObject(entity, 'the entity', "{ driver_id: 1001 }, the view's join keys");
    const [feature] = await this.#withFunctions([asked]);
    return explainFeature(this.#open, feature, entity, at === undefined ? this.#open.clock() : toInstant(at, 'at'));
  }

  /** Ends the threads and closes the files. A closed store is not used again. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([this.#parts.offline.close(), this.#parts.online.close()]);
    this.#parts.registry.close();
  }

  /** @throws StoreError STORE_CLOSED: a late call must not open the files again */
  get #open(): StoreParts {
    if (!this.#isClosed) return this.#parts;
    throw new StoreError(
      'STORE_CLOSED',
      'the feature store was closed',
      'open it again with openFeatureStore, or close it later',
    );
  }

  async #wanted(definitions: readonly Definition[] | undefined): Promise<readonly Definition[]> {
    if (definitions === undefined) return this.#open.definitions();
    return collectDefinitions(checkDefinitionList(definitions));
  }

  /** At once where the store answers at once, and nothing is computed. */
  #read(request: GetOnlineFeatures, options: ReadOptions = {}): MaybePromise<OnlineResponse> {
    demandObject(request, 'the request', ONLINE, ONLINE_OPTIONS);
    const { online, clock } = this.#open;
    const plan = this.#plans.get(request);
    if (plan.steps.length === 0) return getOnlineFeatures(online, plan, request.entityRows, clock(), options);
    return this.#onDemand(plan.steps.map(({ step }) => step)).then((onDemand) =>
      getOnlineFeatures(online, plan, request.entityRows, clock(), { ...options, onDemand }),
    );
  }

  async #planned(asked: readonly AskedFeature[]): Promise<FeaturePlan> {
    const plan = planFeatures(asked);
    const stored = await this.#withFunctions(plan.stored);
    const views = await this.#onDemand(plan.steps);
    return { ...plan, stored, steps: plan.steps.map((step, i) => ({ ...step, view: views[i] })) };
  }

  #onDemand(steps: readonly OnDemandStep[]): Promise<OnDemandFeatureView[]> {
    return Promise.all(steps.map(({ view }) => this.#live.onDemand(view)));
  }

  async #withFunctions(features: readonly ResolvedFeature[]): Promise<ResolvedFeature[]> {
    const views = await this.#live.of(features.map(({ view }) => view));
    return features.map((feature, i) => ({ ...feature, view: views[i] }));
  }

  /** Every window is known and every source checked before the first row is written. */
  async #materializeEach(
    given: MaterializeOptions,
    windowOf: (pinned: PinnedView) => Window,
    afterwards: (pinned: PinnedView) => Promise<void> = () => Promise.resolve(),
  ): Promise<MaterializeResult[]> {
    demandObject(given, 'options', "{ views: ['driver_hourly_stats'] }", ['views', 'onProgress', 'batchRows']);
    const { views: names, ...options } = given;
    const pinned = await this.#pinned(names);
    const windows = pinned.map(windowOf);
    await Promise.all(pinned.map(({ view }) => this.#open.offline.check(sourceRequest(view))));
    const results: MaterializeResult[] = [];
    for (const [i, each] of pinned.entries()) {
      results.push(await materializeView({ ...this.#open, ...options }, each, windows[i]));
      await afterwards(each);
    }
    return results;
  }

  /** Asked twice: what cannot be is refused before the registry, which may not even be there, is touched. */
  async #pinned(names?: readonly string[]): Promise<PinnedView[]> {
    await this.#live.of(this.#onlineViews(names));
    const pinned = await pinViews(this.#open, () => this.#onlineViews(names));
    const live = await this.#live.of(pinned.map(({ view }) => view));
    return pinned.map((each, i) => ({ ...each, view: live[i] }));
  }

  /** The views that have rows of their own in the online store. @param names all by default; an alias means its base */
  #onlineViews(names?: readonly string[]): FeatureView[] {
    const { views, onDemandViews } = this.applied();
    const given: unknown = names;
    if (given !== undefined && !Array.isArray(given)) throw notAList(given);
    const asked = names?.map((name) => {
      const view = views.get(name);
      const onDemand = onDemandViews.get(name);
      if (onDemand) throw withoutRows(onDemand);
      if (!view)
        throw new FeatureNameError('NAME_UNKNOWN', `unknown feature view ${name}`, suggest(name, [...views.keys()]));
      if (!view.online)
        throw new InputError(
          'INPUT_INVALID',
          `feature view ${name} is not online`,
          `set online: true in ${name}, then featlab apply`,
        );
      return view;
    });
    const stored = (asked ?? [...views.values()].filter((view) => view.online)).map(
      (view) => views.get(view.base?.name ?? view.name) ?? view,
    );
    return [...new Set(stored)];
  }
}

/** What is computed has no rows of its own to tell of. */
function computed({ view, feature }: AskedFeature): InputError {
  const refs = storedSources(view as OnDemandFeatureView).flatMap(({ view: of, features }) =>
    features.map((name) => `${of.name}:${name}`),
  );
  return new InputError(
    'INPUT_INVALID',
    `${view.name}:${feature} is computed when it is asked for, of no row of its own`,
    refs.length > 0 ? `explain what it is computed of: ${refs.slice(0, 5).join(', ')}` : 'look at its transform',
  );
}

/** Nor has its view rows to write, or to compare. */
function withoutRows(view: OnDemandFeatureView): InputError {
  const stored = [...new Set(storedSources(view).map(({ view: of }) => of.name))];
  return new InputError(
    'INPUT_INVALID',
    `on-demand feature view ${view.name} is computed when it is asked for, and has no rows of its own`,
    stored.length > 0 ? `name what it is computed of: ${stored.join(', ')}` : 'leave it out',
  );
}

function storedSources({ sources }: OnDemandFeatureView): NonNullable<ReturnType<typeof viewOfSource>>[] {
  return Object.values(sources).flatMap((source) => viewOfSource(source) ?? []);
}

/** A text is a list of letters to JavaScript. */
function notAList(views: unknown): InputError {
  return new InputError(
    'INPUT_INVALID',
    `views is ${shown(views)}, not a list`,
    "write views: ['driver_hourly_stats']",
  );
}

/** What came of those that could be had. */
async function whereHad<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  const ends = await Promise.allSettled(promises);
  return ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
}
