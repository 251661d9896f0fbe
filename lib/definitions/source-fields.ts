import { invalid } from './invalid';
import { checkColumnName, checkName, checkOptions, described, DESCRIBED, isPlainObject } from './name';
import type { Described } from './name';

/** What sources of every kind have. */
export interface SourceFields extends Described {
  readonly name: string;
  /** The column with the time at which a row became true. */
  readonly timestampField: string;
  /** The column with the time at which a row was written; breaks ties of `timestampField`. */
  readonly createdTimestampColumn?: string;
  /** Source column → the name used here. Applied all at once. */
  readonly fieldMapping: Readonly<Record<string, string>>;
}

export interface SourceFieldsOptions extends Described {
  readonly name: string;
  readonly timestampField: string;
  readonly createdTimestampColumn?: string;
  readonly fieldMapping?: Readonly<Record<string, string>>;
}

/**
 * The fields of a source, checked.
 * @param own the options that its kind adds to these
 * @throws DefinitionError for a bad name, an unknown option, no `timestampField`, a bad `fieldMapping`
 */
export function sourceFields(options: SourceFieldsOptions, own: readonly string[]): SourceFields {
  checkName('source', options.name);
  const owner = `source ${options.name}`;
  const known = ['name', ...own, 'timestampField', 'createdTimestampColumn', 'fieldMapping', ...DESCRIBED];
  checkOptions(owner, options, known);
  if (typeof options.timestampField !== 'string') {
    throw invalid(
      `${owner} has no timestampField`,
      "name the column that holds each row's time: timestampField: 'event_timestamp'",
    );
  }
  checkColumnName(owner, options.timestampField);
  if (options.createdTimestampColumn !== undefined) checkColumnName(owner, options.createdTimestampColumn);
  checkMapping(owner, options.fieldMapping ?? {});
  return {
    name: options.name,
    timestampField: options.timestampField,
    ...(options.createdTimestampColumn === undefined ? {} : { createdTimestampColumn: options.createdTimestampColumn }),
    fieldMapping: Object.freeze({ ...options.fieldMapping }),
    ...described(owner, options),
  };
}

function checkMapping(owner: string, mapping: Readonly<Record<string, string>>): void {
  if (!isPlainObject(mapping)) {
    throw invalid(
      `${owner}: fieldMapping ${JSON.stringify(mapping)} is no object`,
      "write fieldMapping: { column: 'its name here' }",
    );
  }
  const targets = Object.values(mapping);
  for (const target of targets) checkColumnName(owner, target);
  const twice = targets.find((target, i) => targets.indexOf(target) !== i);
  if (twice === undefined) return;
  throw invalid(`${owner}: fieldMapping gives the name ${twice} to two columns`, 'map one of them to another name');
}

/**
 * The source's column that goes by `name` in a view: `fieldMapping` read backwards. A column that is mapped
 * away no longer goes by its own name, so that swaps (`{ a: 'b', b: 'a' }`) mean what they say.
 * @throws DefinitionError where `name` was mapped away and nothing was mapped to it
 */
export function sourceColumn(source: SourceFields, name: string): string {
  const mapped = Object.entries(source.fieldMapping).find(([, target]) => target === name);
  if (mapped) return mapped[0];
  if (!Object.hasOwn(source.fieldMapping, name)) return name;
  const away = source.fieldMapping[name];
  throw invalid(
    `source ${source.name}: fieldMapping calls column ${name} ${away}, and a view asks for ${name}`,
    `ask for ${away} in the view, or take ${name} out of fieldMapping`,
  );
}
