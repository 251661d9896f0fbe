import { isDeepStrictEqual } from 'node:util';

import type { Definition } from '../definitions/definition';
import type { FeatureService } from '../definitions/feature-service';
import { DefinitionError } from '../errors';
import { KIND_NAMES } from './kind-names';
import { definitionsOf, specOf } from './serialize';
import type { AppliedRepository } from './serialize';

/**
 * Definitions are plain objects, and a copy of one with other fields, `{ ...stats, ttl: '7 days' }`, was checked by
 * nobody: what is in the registry has to be what the definition functions make.
 * @param definitions what each refers to stands before it
 * @throws DefinitionError for one that these would refuse, or make another one of; for a service that asks for a
 *   feature twice, which no read of it could answer
 */
export function demandMade(definitions: readonly Definition[]): void {
  const made = definitionsOf(definitions.map(specOf));
  for (const definition of definitions) {
    const { kind, name } = definition;
    const same = isDeepStrictEqual(plain(definition), plain(madeOf(made, definition)));
    if (!same || !hasFunctions(definition)) throw copied(`${KIND_NAMES[kind]} ${name}`);
    if (kind === 'featureService') demandOnce(definition);
  }
}

function madeOf(made: AppliedRepository, { kind, name }: Definition): Definition | undefined {
  if (kind === 'entity') return made.entities.get(name);
  if (kind === 'pushSource') return made.pushSources.get(name);
  if (kind === 'featureView') return made.views.get(name);
  if (kind === 'onDemandFeatureView') return made.onDemandViews.get(name);
  if (kind === 'featureService') return made.services.get(name);
  return made.sources.get(name);
}

/** As JSON has it. A view that an on-demand view reads whole comes back as a selection of all its features. */
function plain(definition: Definition | undefined): unknown {
  if (definition === undefined) return undefined;
  return JSON.parse(JSON.stringify(definition.kind === 'onDemandFeatureView' ? specOf(definition) : definition));
}

/** They do not show, and so a copy has none. */
function hasFunctions(definition: Definition): boolean {
  if (definition.kind === 'onDemandFeatureView') return definition.compute !== undefined;
  if (definition.kind !== 'featureView') return true;
  const { derive = {}, functions = {} } = definition.base ?? definition;
  return Object.keys(derive).every((feature) => functions[feature] !== undefined);
}

function copied(what: string): DefinitionError {
  return new DefinitionError(
    'DEFINITIONS_INVALID',
    `${what} is a copy of another definition, with other fields`,
    'make it with entity, fileSource, featureView, … and all its fields, or, of a view, with withName',
  );
}

function demandOnce({ features, name }: FeatureService): void {
  const refs = features.flatMap((item) => {
    const view = item.kind === 'featureSelection' ? item.view : item;
    const names = item.kind === 'featureSelection' ? item.features : Object.keys(view.schema);
    return names.map((feature) => `${view.name}:${feature}`);
  });
  const twice = refs.find((ref, i) => refs.indexOf(ref) !== i);
  if (twice === undefined) return;
  throw new DefinitionError('NAME_CLASH', `feature service ${name} asks for ${twice} twice`, 'ask for it once');
}
