import { nearest } from './nearest';

/** One for all rows of a view: to V8 those of another one are of another kind, and few kinds run fast. */
const MADE = new WeakMap<object, object>();

/**
 * The prototype of the rows that a user's function gets: `Object.create` makes one, and its names are then assigned as
 * those of any object. Reading another name throws, where it would be undefined and the answer NaN or null for every
 * row, in training and serving alike.
 * @param of the view's schema, or whatever else no other view has
 * @param names of the rows
 * @param why a row has no other one, for the message
 */
export function rowPrototype(of: object, names: readonly string[], why: string): object {
  const known = MADE.get(of);
  if (known) return known;
  // A name that is found here is assigned to the row itself, as fast as to any object, and never asks the proxy.
  const own = names.map((name) => [name, { value: undefined, writable: true }] as const);
  const made = Object.create(refusing(names, why), Object.fromEntries(own)) as object;
  MADE.set(of, made);
  return made;
}

function refusing(names: readonly string[], why: string): object {
  return new Proxy(Object.freeze({}), {
    get: (target, name, row): unknown => {
      if (typeof name === 'symbol' || name in target || ASKED_BY_JAVASCRIPT.includes(name)) {
        return Reflect.get(target, name, row);
      }
      const near = nearest(name, names);
      throw new TypeError(`the row has no ${name}: ${why}${near === undefined ? '' : `; is it ${near}?`}`);
    },
  });
}

/** By JSON.stringify, and by await and promises. */
const ASKED_BY_JAVASCRIPT = ['toJSON', 'then'];
