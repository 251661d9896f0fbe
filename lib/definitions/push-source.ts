import { isDataSource } from './data-source';
import type { DataSource } from './data-source';
import { invalid } from './invalid';
import { checkName, checkOptions, described, DESCRIBED } from './name';
import type { Described } from './name';

/**
 * A name under which rows are pushed (`store.push`): into the online rows of the views whose `source` it is, and, where
 * it is asked, behind the rows of its batch source, from which those views have their history.
 */
export interface PushSource extends Described {
  readonly kind: 'pushSource';
  readonly name: string;
  /** Where the views' history lies; pushed rows have its columns. */
  readonly batchSource: DataSource;
}

export interface PushSourceOptions extends Described {
  readonly name: string;
  readonly batchSource: DataSource;
}

/** @throws DefinitionError for a bad name or no batch source */
export function pushSource(options: PushSourceOptions): PushSource {
  checkName('push source', options.name);
  const owner = `push source ${options.name}`;
  checkOptions(owner, options, ['name', 'batchSource', ...DESCRIBED]);
  if (!isDataSource(options.batchSource)) {
    throw invalid(
      `${owner} has no batchSource`,
      'add batchSource: fileSource({ … }), where the history of its views lies',
    );
  }
  return Object.freeze({
    kind: 'pushSource' as const,
    name: options.name,
    batchSource: options.batchSource,
    ...described(owner, options),
  });
}
