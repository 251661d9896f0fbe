import type { Column } from './columns/column';
import { exactValueAt } from './columns/column-values';
import type { FeatureView } from './definitions/feature-view';
import { keyNames } from './definitions/join-keys';
import { parseDuration } from './time/duration';
import type { EntityDf, EntityDfInput } from './entity-df/entity-df';
import { readEntityDf } from './entity-df/read-entity-df';
import type { ReadParquet } from './entity-df/read-entity-df';
import { InputError } from './errors';
import type { AsOfRequest, OfflineStore, QueryPlan } from './offline/offline-store';
import { sourceRequest } from './offline/source-request';
import { computeStep } from './on-demand/compute-step';
import type { FeaturePlan, OnDemandStep, RequestField } from './on-demand/feature-plan';
import { missingField, requestColumn } from './on-demand/request-columns';
import { columnClash } from './refs';
import type { AskedFeature, ResolvedFeature } from './refs';
import { fits, KEY_TYPES } from './types';
import type { KeyType, ValueType } from './types';
import { TrainingSet } from './training-set/training-set';

export interface HistoricalOptions {
  readonly fullFeatureNames?: boolean;
  /** Only rows whose created time is at or before the entity row's time: no leak through late corrections. */
  readonly createdCutoff?: boolean;
  /** `'exclusive'`: only rows before the entity row's time. Default `'inclusive'`. */
  readonly bound?: 'inclusive' | 'exclusive';
}

/**
 * The point-in-time join of the asked features with the entity dataframe, and what is computed of the join's rows.
 * @param asked what `plan` was made of
 */
export async function historicalFeatures(
  offline: OfflineStore,
  asked: readonly AskedFeature[],
  plan: FeaturePlan,
  input: EntityDfInput,
  readParquet: ReadParquet,
  options: HistoricalOptions,
): Promise<TrainingSet> {
  const { entityDf, joins } = await joinsOf(asked, plan, input, readParquet, options);
  const answers = new Map<ResolvedFeature, Column>();
  for (const { features, request } of joins) {
    const columns = await offline.joinAsOf(request);
    features.forEach((feature, i) => answers.set(feature, columns[i]));
  }
  const stored = plan.stored.map((feature) => answers.get(feature) as Column);
  const computed = await Promise.all(plan.steps.map((step) => computeColumns(step, stored, entityDf)));
  return new TrainingSet(
    entityDf,
    plan.outputs.map((output) => ({
      name: output.name,
      column: 'stored' in output ? stored[output.stored] : computed[output.step][output.feature],
    })),
  );
}

async function computeColumns(step: OnDemandStep, stored: readonly Column[], entityDf: EntityDf): Promise<Column[]> {
  return computeStep(step, {
    length: entityDf.length,
    valueAt: (input, row) => exactValueAt(stored[step.inputs[input].stored], row, step.inputs[input].name),
    fields: await Promise.all(step.fields.map((field) => fieldColumn(step, field, entityDf))),
  });
}

/** A field of the request is a column of the entity dataframe. */
async function fieldColumn(step: OnDemandStep, field: RequestField, { columns }: EntityDf): Promise<Column> {
  const given = columns.find(({ name }) => name === field.name);
  // No rows have no fields that could be missing.
  if (!given && columns.length === 0) return requestColumn(field, []);
  if (!given)
    throw missingField(
      step.view,
      field,
      columns.map(({ name }) => name),
    );
  if (given.given === 'values') return requestColumn(field, given.values);
  const { columnFromArrow, valueTypeOf } = await import('./columns/arrow.js');
  const found = valueTypeOf(given.vector);
  if (found !== undefined && fits(found, field.type)) return columnFromArrow(given.vector, field.type);
  throw new InputError(
    'INPUT_INVALID',
    `the entity dataframe's column ${field.name} is ${String(given.vector.type)}, declared ${field.type}`,
    `write ${field.name} as ${field.type}`,
  );
}

/** How each view would be joined; nothing is. A view that featlab joins itself has no SQL. */
export async function planHistoricalFeatures(
  offline: OfflineStore,
  asked: readonly AskedFeature[],
  plan: FeaturePlan,
  input: EntityDfInput,
  readParquet: ReadParquet,
  options: HistoricalOptions,
): Promise<QueryPlan[]> {
  const { joins } = await joinsOf(asked, plan, input, readParquet, options);
  const plans: QueryPlan[] = [];
  for (const { request } of joins) {
    await offline.check(request);
    plans.push((await offline.planAsOf?.(request)) ?? { view: request.view, engine: 'file', sql: null, values: [] });
  }
  return plans;
}

/** A join for each view, and the entity rows with which all of them are. */
async function joinsOf(
  asked: readonly AskedFeature[],
  plan: FeaturePlan,
  input: EntityDfInput,
  readParquet: ReadParquet,
  options: HistoricalOptions,
): Promise<{ readonly entityDf: EntityDf; readonly joins: readonly ViewJoin[] }> {
  const bound = checkBound(options.bound);
  const views = viewsOf(plan.stored);
  const entityDf = await readEntityDf(input, wantedKeys([...views.keys()]), readParquet, requestFields(plan));
  const names = new Set(entityDf.columns.map(({ name }) => name));
  const taken = asked.find(({ name }) => names.has(name));
  if (taken) throw columnClash(taken, options.fullFeatureNames ?? false);
  const joins = [...views].map(([view, features]) => ({
    features,
    request: asOfRequest(view, features, entityDf, { ...options, bound }),
  }));
  return { entityDf, joins };
}

interface ViewJoin {
  readonly features: readonly ResolvedFeature[];
  readonly request: AsOfRequest;
}

/** @throws InputError: any other word would silently mean one of the two */
function checkBound(bound: string = 'inclusive'): 'inclusive' | 'exclusive' {
  if (bound === 'inclusive' || bound === 'exclusive') return bound;
  throw new InputError('INPUT_INVALID', `bound is ${JSON.stringify(bound)}`, "use 'inclusive' or 'exclusive'");
}

function viewsOf(features: readonly ResolvedFeature[]): Map<FeatureView, ResolvedFeature[]> {
  const views = new Map<FeatureView, ResolvedFeature[]>();
  for (const feature of features) views.set(feature.view, [...(views.get(feature.view) ?? []), feature]);
  return views;
}

/**
 * Each key in the narrowest of its views' types: what one of them cannot hold is refused, whatever stands first.
 * @throws InputError where one view wants text of a key and another a number
 */
function wantedKeys(views: readonly FeatureView[]): Map<string, KeyType> {
  const wanted = new Map<string, KeyType>();
  for (const { name, joinKeys } of views) {
    for (const [key, type] of Object.entries(joinKeys)) {
      const other = wanted.get(key);
      if (other !== undefined && (other === 'string') !== (type === 'string')) {
        throw new InputError(
          'INPUT_INVALID',
          `join key ${key} is ${type} in view ${name} and ${other} in another asked view`,
          'give the key one type, or ask for the views one at a time',
        );
      }
      wanted.set(key, other !== undefined && KEY_TYPES.indexOf(other) < KEY_TYPES.indexOf(type) ? other : type);
    }
  }
  return wanted;
}

function requestFields({ steps }: FeaturePlan): Map<string, ValueType> {
  return new Map(steps.flatMap(({ fields }) => fields.map(({ name, type }) => [name, type] as const)));
}

function asOfRequest(
  view: FeatureView,
  asked: readonly ResolvedFeature[],
  entityDf: EntityDf,
  options: HistoricalOptions,
): AsOfRequest {
  return {
    ...sourceRequest(
      view,
      asked.map(({ feature }) => feature),
    ),
    length: entityDf.length,
    entityKeys: keyNames(view).map((key) => entityDf.keys.get(key) as Column),
    entityTimes: entityDf.times,
    ttl: view.ttl === undefined ? undefined : parseDuration(view.ttl),
    createdCutoff: options.createdCutoff ?? false,
    bound: options.bound ?? 'inclusive',
  };
}
