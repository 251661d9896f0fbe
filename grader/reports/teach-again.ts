import type { Cause } from '../causes';

/** A cell of the notebooks (`notebooks/src/*.md`), by its name. */
export interface NotebookCell {
  readonly notebook: string;
  readonly cell: string;
}

const at = (notebook: string, cell: string): NotebookCell => ({ notebook, cell });

/** Where the class was taught what a failed check was about; causes that no lesson is about have none. */
export const TEACH_AGAIN: Readonly<Partial<Record<Cause, NotebookCell>>> = {
  apply_failed: at('01_init', 'folder'),
  definitions_wrong: at('01_init', 'definitions'),
  rows_lost_or_added: at('02_historical_join', 'join'),
  wrong_value: at('02_historical_join', 'winner'),
  future_leak: at('02_historical_join', 'naive'),
  boundary: at('02_historical_join', 'edge'),
  null_handling: at('02_historical_join', 'no-match'),
  tie_break: at('02_historical_join', 'raw'),
  order_dependence: at('02_historical_join', 'raw'),
  stale_overwrite: at('03_materialize', 'backfill'),
  torn_write: at('03_materialize', 'increment'),
  slow: at('03_materialize', 'timing'),
  lookup: at('03_materialize', 'online'),
  ttl: at('04_ttl', 'bound'),
  wall_clock: at('04_ttl', 'outside'),
  served_differs: at('05_skew', 'both-paths'),
  local_time: at('05_skew', 'zone'),
};
