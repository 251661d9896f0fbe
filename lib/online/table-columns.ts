import type { OnlineView } from './online-store';

/** The columns of a view's table, by what they hold. Quoted, ready for SQL. */
export interface TableColumns {
  readonly keys: readonly string[];
  readonly features: readonly string[];
  readonly us: string;
  readonly ns: string;
  readonly createdUs: string;
  readonly createdNs: string;
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * Each under its own name, but for those that differ from an earlier one by case alone: these get a `_` more.
 * @param short what the database makes of a name that is too long for it
 */
export function tableColumns(view: OnlineView, short: (name: string) => string = (name) => name): TableColumns {
  const used = new Set<string>();
  const column = (name: string): string => {
    const taken = short(name).toLowerCase();
    if (used.has(taken)) return column(`${name}_`);
    used.add(taken);
    return quote(short(name));
  };
  return {
    keys: view.keys.length === 0 ? [column('__dummy_id')] : view.keys.map(({ name }) => column(name)),
    features: view.features.map(({ name }) => column(name)),
    us: column('event_timestamp'),
    ns: column('event_timestamp_ns'),
    createdUs: column('created_timestamp'),
    createdNs: column('created_timestamp_ns'),
  };
}
