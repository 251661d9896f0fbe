import { KEY_TYPES } from '../types';
import type { JoinKeys } from '../types';
import { invalid } from './invalid';
import { checkColumnName, checkName, checkOptions, described, DESCRIBED } from './name';
import type { Described } from './name';

/** Something that features are about, and the columns that name one of it. */
export interface Entity<K extends JoinKeys = JoinKeys> extends Described {
  readonly kind: 'entity';
  readonly name: string;
  readonly joinKeys: K;
}

export interface EntityOptions<K extends JoinKeys> extends Described {
  readonly name: string;
  /** At least one. Several are compared as a tuple. */
  readonly joinKeys: K;
}

/** @throws DefinitionError for a bad name, no join key, or a type that no key can have */
export function entity<const K extends JoinKeys>(options: EntityOptions<K>): Entity<K> {
  checkName('entity', options.name);
  const owner = `entity ${options.name}`;
  checkOptions(owner, options, ['name', 'joinKeys', ...DESCRIBED]);
  const keys = Object.entries(options.joinKeys ?? {});
  if (keys.length === 0) {
    throw invalid(`${owner} has no join key`, `add joinKeys: { ${options.name}_id: 'int64' }`);
  }
  for (const [key, type] of keys) {
    checkColumnName(owner, key);
    if (KEY_TYPES.includes(type)) continue;
    throw invalid(
      `${owner}: join key ${key} has the type ${JSON.stringify(type)}`,
      `use one of ${KEY_TYPES.join(', ')}`,
    );
  }
  return Object.freeze({
    kind: 'entity' as const,
    name: options.name,
    joinKeys: Object.freeze({ ...options.joinKeys }),
    ...described(owner, options),
  });
}
