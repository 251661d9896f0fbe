import type { FeatureService } from './definitions/feature-service';
import type { FeatureView } from './definitions/feature-view';
import type { OnDemandFeatureView } from './definitions/on-demand-feature-view';
import { FeatureNameError, InputError } from './errors';
import { nearest, suggest } from './nearest';
import { shown } from './shown';

/** What was applied, by name. Aliases (`withName`) are views of their own here. */
export interface KnownFeatures {
  readonly views: ReadonlyMap<string, FeatureView>;
  readonly onDemandViews: ReadonlyMap<string, OnDemandFeatureView>;
  readonly services: ReadonlyMap<string, FeatureService>;
}

/** What a caller asks for: references `view:feature`, or a feature service, itself or by name. */
export type FeatureRequest = readonly string[] | FeatureService | { readonly featureService: string };

/** A feature that exists, and the output column that it goes to. */
export interface AskedFeature {
  readonly view: AnyView;
  readonly feature: string;
  readonly name: string;
}

type AnyView = FeatureView | OnDemandFeatureView;

/** One that is stored, as opposed to computed when it is asked for. */
export interface ResolvedFeature extends AskedFeature {
  readonly view: FeatureView;
  readonly feature: string;
  readonly name: string;
}

export function isStored(feature: AskedFeature): feature is ResolvedFeature {
  return feature.view.kind === 'featureView';
}

export interface ResolveOptions {
  /** Name output columns `view__feature`. */
  readonly fullFeatureNames?: boolean | undefined;
}

/**
 * The features asked for, in the order asked. A service given as an object is what was applied under its name,
 * where something was.
 * @throws FeatureNameError NAME_UNKNOWN with the near names; NAME_CLASH where two output columns would have one name
 */
export function resolveFeatures(
  known: KnownFeatures,
  request: FeatureRequest,
  options: ResolveOptions = {},
): AskedFeature[] {
  const full = options.fullFeatureNames ?? false;
  const features = selected(known, request).map(({ view, feature }) => ({
    view,
    feature,
    name: full ? `${view.name}__${feature}` : feature,
  }));
  checkNames(features, full);
  return features;
}

type Selected = Pick<AskedFeature, 'view' | 'feature'>;

function selected(known: KnownFeatures, request: FeatureRequest): Selected[] {
  if (!isObject(request)) throw nothingAsked(request);
  if ('featureService' in request) return serviceFeatures(known, serviceNamed(known, request.featureService));
  if ('kind' in request) return serviceFeatures(known, known.services.get(request.name) ?? request);
  if (Array.isArray(request) && request.length > 0)
    return request.map((reference: string) => featureOf(known, reference));
  throw nothingAsked(request);
}

function isObject(request: unknown): boolean {
  return typeof request === 'object' && request !== null;
}

function nothingAsked(request: unknown): InputError {
  return new InputError(
    'INPUT_INVALID',
    `features is ${Array.isArray(request) ? 'empty' : shown(request)}: no list of references, no feature service`,
    "pass references, such as ['driver_hourly_stats:conv_rate'], or a feature service",
  );
}

function serviceNamed(known: KnownFeatures, name: string): FeatureService {
  const service = known.services.get(name);
  if (service) return service;
  throw new FeatureNameError(
    'NAME_UNKNOWN',
    `unknown feature service ${name}`,
    suggest(name, [...known.services.keys()]),
  );
}

function serviceFeatures(known: KnownFeatures, service: FeatureService): Selected[] {
  return service.features.flatMap((item) => {
    const view = appliedView(known, item.kind === 'featureSelection' ? item.view : item, service.name);
    const features = item.kind === 'featureSelection' ? item.features : Object.keys(view.schema);
    return features.map((feature) => ({ view, feature: checkFeature(view, feature) }));
  });
}

/** Names are unique across kinds. */
function viewNamed({ views, onDemandViews }: KnownFeatures, name: string): AnyView | undefined {
  return views.get(name) ?? onDemandViews.get(name);
}

function allViews({ views, onDemandViews }: KnownFeatures): AnyView[] {
  return [...views.values(), ...onDemandViews.values()];
}

/** The view as applied, or an alias of such a one that only the service knows. */
function appliedView(known: KnownFeatures, view: AnyView, service: string): AnyView {
  const applied = viewNamed(known, view.name);
  if (applied) return applied;
  if (view.kind === 'featureView' && view.base && known.views.has(view.base.name)) return view;
  throw new FeatureNameError(
    'NAME_UNKNOWN',
    `unknown feature view ${view.name} in feature service ${service}`,
    'export it from features.ts and run featlab apply',
  );
}

function featureOf(known: KnownFeatures, reference: string): Selected {
  const colon = typeof reference === 'string' ? reference.indexOf(':') : -1;
  if (colon < 0) throw notAReference(known, reference);
  const view = viewNamed(known, reference.slice(0, colon));
  const feature = reference.slice(colon + 1);
  if (!view) throw unknownView(known, reference.slice(0, colon), feature);
  return { view, feature: checkFeature(view, feature) };
}

function checkFeature(view: AnyView, feature: string): string {
  if (Object.hasOwn(view.schema, feature)) return feature;
  const features = Object.keys(view.schema);
  const near = nearest(feature, features);
  throw new FeatureNameError(
    'NAME_UNKNOWN',
    `unknown feature ${feature} in view ${view.name}`,
    near === undefined
      ? suggest(
          feature,
          features.map((name) => `${view.name}:${name}`),
        )
      : `did you mean ${view.name}:${near}?`,
  );
}

function unknownView(known: KnownFeatures, name: string, feature: string): FeatureNameError {
  const names = allViews(known).map((view) => view.name);
  const near = viewNamed(known, nearest(name, names) ?? '');
  const same = near && (Object.hasOwn(near.schema, feature) ? feature : nearest(feature, Object.keys(near.schema)));
  return new FeatureNameError(
    'NAME_UNKNOWN',
    `unknown feature view ${name} in ${name}:${feature}`,
    near && same !== undefined ? `did you mean ${near.name}:${same}?` : suggest(name, names),
  );
}

function notAReference(known: KnownFeatures, reference: unknown): FeatureNameError {
  const text = String(reference);
  const all = allViews(known);
  const views = all.filter((view) => Object.hasOwn(view.schema, text));
  return new FeatureNameError(
    'NAME_UNKNOWN',
    `${JSON.stringify(reference)} is not a reference to a feature`,
    views.length === 0
      ? `write view:feature, with a view of ${
          all
            .slice(0, 20)
            .map((view) => view.name)
            .join(', ') || '(none is applied)'
        }`
      : `write ${views.map((view) => `${view.name}:${text}`).join(' or ')}`,
  );
}

function checkNames(features: readonly AskedFeature[], full: boolean): void {
  const seen = new Map<string, AskedFeature>();
  for (const feature of features) {
    const other = seen.get(feature.name);
    if (other) throw clash(feature, other, full);
    seen.set(feature.name, feature);
  }
}

function clash(feature: AskedFeature, other: AskedFeature, full: boolean): FeatureNameError {
  const [a, b] = [refOf(other), refOf(feature)];
  if (a === b) return new FeatureNameError('NAME_CLASH', `${a} is asked for twice`, 'ask for it once');
  return new FeatureNameError(
    'NAME_CLASH',
    `${a} and ${b} would both be the column ${feature.name}`,
    full ? 'rename one of them' : FULL,
  );
}

/** The refusal of an input column that is named like a feature's output column. */
export function columnClash(feature: AskedFeature, full: boolean = feature.name !== feature.feature): FeatureNameError {
  return new FeatureNameError(
    'NAME_CLASH',
    `the input has a column ${feature.name}, which is the name of the feature ${refOf(feature)}`,
    full ? 'rename the input column' : `rename the input column, or ${FULL}`,
  );
}

const FULL = 'ask for full names: fullFeatureNames: true (--full-feature-names)';

function refOf({ view, feature }: Selected): string {
  return `${view.name}:${feature}`;
}
