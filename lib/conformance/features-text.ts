import type { CaseDefinitions, CaseService, CaseView, Named } from './case';

/** The features.ts of a case's definitions. */
export function featuresText(definitions: CaseDefinitions): string {
  const { entities = [], sources = [], pushSources = [], views = [], services = [] } = definitions;
  const pushed = new Set(pushSources.map(({ name }) => name));
  return [
    `import { entity, featureService, featureView, pushSource, ${[...new Set(['fileSource', ...sources.map(makerOf)])].join(', ')} } from 'featlab';`,
    ...entities.map((fields) => declare('entity', fields.name, `entity(${literal(fields)})`)),
    ...sources.map((source) => declare('source', source.name, `${makerOf(source)}(${literal(withoutMaker(source))})`)),
    ...pushSources.map((fields) => declare('push', fields.name, pushSourceText(fields))),
    ...views.map((view) => declare('view', view.name, viewText(view, pushed))),
    ...services.map((service) => declare('service', service.name, serviceText(service))),
    '',
  ].join('\n');
}

/** The function that makes it: `fileSource`, unless the case was rewritten for tables of an engine. */
function makerOf({ maker = 'fileSource' }: Named): string {
  return maker as string;
}

function withoutMaker(fields: Named): object {
  return { ...fields, maker: undefined };
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

function pushSourceText({ batchSource, ...fields }: Named): string {
  return `pushSource({ ...${literal(fields)}, batchSource: ${variable('source', String(batchSource))} })`;
}

function viewText(view: CaseView, pushed: ReadonlySet<string>): string {
  if (view.from !== undefined) return aliasText(view);
  const { entities, source, ...fields } = view;
  const references = `entities: [${entities.map((name) => variable('entity', name)).join(', ')}], source: ${variable(pushed.has(source) ? 'push' : 'source', source)}`;
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
