import type { Context } from '../run/context';

/** What checks share: made at the first call of a grading. */
export function once<T>(make: (context: Context) => Promise<T>): (context: Context) => Promise<T> {
  const known = new WeakMap<Context, Promise<T>>();
  return (context) => {
    const made = known.get(context) ?? make(context);
    known.set(context, made);
    return made;
  };
}
