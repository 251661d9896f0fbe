import { DefinitionError } from '../errors';
import { checkColumnName, checkName, checkOptions, described, DESCRIBED } from './name';
import type { Described } from './name';

/** Rows in Parquet files. Paths are relative to the repository's folder. */
export interface FileSource extends Described {
  readonly kind: 'fileSource';
  readonly name: string;
  /** In order: a file, a glob or a folder each. Order decides full ties. `${NAME}` is expanded when it is opened. */
  readonly paths: readonly string[];
  /** The column with the time at which a row became true. */
  readonly timestampField: string;
  /** The column with the time at which a row was written; breaks ties of `timestampField`. */
  readonly createdTimestampColumn?: string;
  /** Source column → the name used here. Applied all at once. */
  readonly fieldMapping: Readonly<Record<string, string>>;
}

export interface FileSourceOptions extends Described {
  readonly name: string;
  /** One path, a glob, a folder, or an array of these. */
  readonly path: string | readonly string[];
  readonly timestampField: string;
  readonly createdTimestampColumn?: string;
  readonly fieldMapping?: Readonly<Record<string, string>>;
}

/** What a feature view reads. */
export type DataSource = FileSource;

/** @throws DefinitionError for a bad name, no path or no `timestampField` */
export function fileSource(options: FileSourceOptions): FileSource {
  checkName('source', options.name);
  const owner = `source ${options.name}`;
  checkOptions(owner, options, [
    'name',
    'path',
    'timestampField',
    'createdTimestampColumn',
    'fieldMapping',
    ...DESCRIBED,
  ]);
  const paths: readonly string[] = [options.path].flat();
  if (paths.length === 0 || paths.some((path) => typeof path !== 'string' || path.trim() === '')) {
    throw new DefinitionError(
      'DEFINITIONS_INVALID',
      `${owner} has no path`,
      `add path: 'data/${options.name}.parquet'`,
    );
  }
  if (typeof options.timestampField !== 'string') {
    throw new DefinitionError(
      'DEFINITIONS_INVALID',
      `${owner} has no timestampField`,
      "name the column that holds each row's time: timestampField: 'event_timestamp'",
    );
  }
  checkColumnName(owner, options.timestampField);
  if (options.createdTimestampColumn !== undefined) checkColumnName(owner, options.createdTimestampColumn);
  const targets = Object.values(options.fieldMapping ?? {});
  for (const target of targets) checkColumnName(owner, target);
  const twice = targets.find((target, i) => targets.indexOf(target) !== i);
  if (twice !== undefined) {
    throw new DefinitionError(
      'DEFINITIONS_INVALID',
      `${owner}: fieldMapping gives the name ${twice} to two columns`,
      'map one of them to another name',
    );
  }
  return Object.freeze({
    kind: 'fileSource' as const,
    name: options.name,
    paths: Object.freeze([...paths]),
    timestampField: options.timestampField,
    ...(options.createdTimestampColumn === undefined ? {} : { createdTimestampColumn: options.createdTimestampColumn }),
    fieldMapping: Object.freeze({ ...options.fieldMapping }),
    ...described(options),
  });
}

/**
 * The source's column that goes by `name` in a view: `fieldMapping` read backwards. A column that is mapped
 * away no longer goes by its own name, so that swaps (`{ a: 'b', b: 'a' }`) mean what they say.
 * @throws DefinitionError where `name` was mapped away and nothing was mapped to it
 */
export function sourceColumn(source: DataSource, name: string): string {
  const mapped = Object.entries(source.fieldMapping).find(([, target]) => target === name);
  if (mapped) return mapped[0];
  if (!Object.hasOwn(source.fieldMapping, name)) return name;
  const away = source.fieldMapping[name];
  throw new DefinitionError(
    'DEFINITIONS_INVALID',
    `source ${source.name}: fieldMapping calls column ${name} ${away}, and a view asks for ${name}`,
    `ask for ${away} in the view, or take ${name} out of fieldMapping`,
  );
}
