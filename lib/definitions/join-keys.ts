import type { JoinKeys, KeyType } from '../types';
import type { Entity } from './entity';
import { invalid } from './invalid';
import { checkColumnName } from './name';

/** `K` with its keys renamed by `M`. */
export type MappedKeys<K extends JoinKeys, M> = {
  readonly [P in keyof K & string as P extends keyof M ? (M[P] extends string ? M[P] : P) : P]: Extract<K[P], KeyType>;
};

/** No join keys at all. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an object without keys is just what is meant
type JoinKeysOfNone = {};

/** The join keys of a list of entities, together. */
export type KeysOf<E extends readonly Entity[]> = E extends readonly []
  ? JoinKeysOfNone
  : {
      readonly [P in E[number]['joinKeys'] extends infer J ? (J extends unknown ? keyof J : never) : never]: KeyTypeIn<
        E[number]['joinKeys'],
        P
      >;
    };

type KeyTypeIn<J, P> = J extends unknown ? (P extends keyof J ? J[P] : never) : never;

/** The join keys of these entities, together. @throws DefinitionError where that is no list, or a key is there twice */
export function joinKeysOf(owner: string, entities: readonly Entity[]): JoinKeys {
  const isList: boolean = Array.isArray(entities);
  if (!isList || entities.some((entity) => (entity as Entity | undefined)?.kind !== 'entity')) {
    throw invalid(
      `${owner}: entities is not a list of entities`,
      'write entities: [driver], with driver = entity({ … }); [] for a view without entities',
    );
  }
  const keys: Record<string, KeyType> = {};
  for (const { name, joinKeys } of entities) {
    for (const [key, type] of Object.entries<KeyType>(joinKeys)) {
      if (Object.hasOwn(keys, key)) {
        throw invalid(
          `${owner}: join key ${key} of entity ${name} is there twice`,
          'list each entity once, and give join keys different names',
        );
      }
      keys[key] = type;
    }
  }
  return Object.freeze(keys);
}

/** What `mapKeys` asks of a feature view. */
interface KeyedView {
  readonly name: string;
  readonly joinKeys: JoinKeys;
  /** The view that it is another name of. */
  readonly base?: { readonly joinKeys: JoinKeys };
  /** The base's join key → the name it is asked by. */
  readonly joinKeyMap?: Readonly<Record<string, string>>;
}

/**
 * The keys of a view as `withJoinKeyMap(map)` names them, and the map from its base's keys to them.
 * @throws DefinitionError where the map names no key of the view, or two keys alike
 */
export function mapKeys(
  view: KeyedView,
  map: Readonly<Record<string, string | undefined>>,
): { readonly joinKeys: JoinKeys; readonly joinKeyMap: Readonly<Record<string, string>> } {
  const owner = `feature view ${view.name}`;
  const unknown = Object.keys(map).find((key) => !Object.hasOwn(view.joinKeys, key));
  if (unknown !== undefined) {
    throw invalid(
      `${owner}: withJoinKeyMap names ${unknown}, which is no join key of it`,
      `map one of ${Object.keys(view.joinKeys).join(', ') || '(it has none)'}`,
    );
  }
  const joinKeys: Record<string, KeyType> = {};
  for (const [key, type] of Object.entries(view.joinKeys)) {
    const name = renamed(map, key);
    checkColumnName(owner, name);
    if (Object.hasOwn(joinKeys, name))
      throw invalid(`${owner}: withJoinKeyMap gives the name ${name} to two keys`, 'use two names');
    joinKeys[name] = type;
  }
  const before = view.joinKeyMap ?? {};
  const baseKeys = Object.keys((view.base ?? view).joinKeys);
  const joinKeyMap = Object.fromEntries(baseKeys.map((key) => [key, renamed(map, renamed(before, key))]));
  return { joinKeys: Object.freeze(joinKeys), joinKeyMap: Object.freeze(joinKeyMap) };
}

/** The names that a view is asked by, in the order of its base's join keys: an object would put `'0'` before `'a'`. */
export function keyNames({ joinKeys, base, joinKeyMap = {} }: Omit<KeyedView, 'name'>): string[] {
  return Object.keys((base ?? { joinKeys }).joinKeys).map((key) => renamed(joinKeyMap, key));
}

function renamed(map: Readonly<Record<string, string | undefined>>, key: string): string {
  return (Object.hasOwn(map, key) ? map[key] : undefined) ?? key;
}
