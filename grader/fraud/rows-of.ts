import type { View } from './views';
import type { Request, Row, World } from './world';

/** All rows of the request's key in the view's table. A null key has none. */
export function rowsOf(world: World, view: View, request: Request): readonly Row[] {
  if (view.keys.some((key) => request[key] === null)) return [];
  const rows = world[view.table];
  const index = indexes.get(rows)?.get(view.name) ?? makeIndex(rows, view);
  return index.get(keyOf(view, request)) ?? [];
}

const indexes = new WeakMap<readonly Row[], Map<string, Map<string, Row[]>>>();

/** Key → rows: only so that big worlds are judged in time. */
function makeIndex(rows: readonly Row[], view: View): Map<string, Row[]> {
  const index = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(view, row as unknown as Request);
    const same = index.get(key);
    if (same) same.push(row);
    else index.set(key, [row]);
  }
  const known = indexes.get(rows) ?? new Map<string, Map<string, Row[]>>();
  indexes.set(rows, known.set(view.name, index));
  return index;
}

function keyOf(view: View, request: Request): string {
  return view.keys.map((key) => request[key]).join(' ');
}
