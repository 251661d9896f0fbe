import type { CaseDefinitions, CaseService, CaseView } from './case';

/** The features.ts of a case's definitions. */
export function featuresText({ entities = [], sources = [], views = [], services = [] }: CaseDefinitions): string {
  return [
    "import { entity, featureService, featureView, fileSource } from 'featlab';",
    ...entities.map((fields) => declare('entity', fields.name, `entity(${literal(fields)})`)),
    ...sources.map((fields) => declare('source', fields.name, `fileSource(${literal(fields)})`)),
    ...views.map((view) => declare('view', view.name, viewText(view))),
    ...services.map((service) => declare('service', service.name, serviceText(service))),
    '',
  ].join('\n');
}

function declare(kind: string, name: string, value: string): string {
  return `export const ${variable(kind, name)} = ${value};`;
}

/** Case names are ASCII words; what is none becomes its code, so that different names stay different. */
function variable(kind: string, name: string): string {
  return `${kind}_${name.replaceAll(/\W/g, (character) => `$${String(character.codePointAt(0))}`)}`;
}

function literal(fields: object): string {
  return JSON.stringify(fields);
}

function viewText(view: CaseView): string {
  if (view.from !== undefined) return aliasText(view);
  const { entities, source, ...fields } = view;
  const references = `entities: [${entities.map((name) => variable('entity', name)).join(', ')}], source: ${variable('source', source)}`;
  return `featureView({ ...${literal(fields)}, ${references} })`;
}

function aliasText({ name, from, joinKeyMap }: Extract<CaseView, { from: string }>): string {
  const named = `${variable('view', from)}.withName(${JSON.stringify(name)})`;
  return joinKeyMap ? `${named}.withJoinKeyMap(${literal(joinKeyMap)})` : named;
}

function serviceText({ name, features }: CaseService): string {
  const items = features.map(({ view, select }) =>
    select ? `${variable('view', view)}.select(...${JSON.stringify(select)})` : variable('view', view),
  );
  return `featureService({ name: ${JSON.stringify(name)}, features: [${items.join(', ')}] })`;
}
