import { historyFiles, questionsFile } from '../data/join-data.mjs';
import { postgresForBench } from '../postgres-for-bench.mjs';
import { sparkForBench } from '../spark-for-bench.mjs';

const BIG = { name: '500k × 2M', entities: 500_000, rows: 2_000_000 };
/** In Spark of one process Feast's plan of the big one does not end within a quarter of an hour. */
const SMALL = { name: '50k × 200k', entities: 50_000, rows: 200_000 };

const ENGINES = {
  duckdb: { size: BIG, runs: 5, feastRuns: 5, serve: async () => ({}) },
  postgres: { size: BIG, runs: 2, feastRuns: 1, serve: postgresForBench },
  spark: { size: SMALL, runs: 3, feastRuns: 1, serve: sparkForBench },
};

/**
 * The point-in-time join in an engine that has the history as a table, against the plan that Feast generates for it, two
 * processors each (Spark in one process, with two threads). featlab's time has everything: entity rows in, the statement,
 * the rows as an Arrow table in memory. Feast's has the statement alone: its entity rows are a table already, and its
 * answer becomes one and is not fetched.
 */
export function warehouseRows({ folder }) {
  return [...joinRows(folder), scannedRow(folder)];
}

function joinRows(folder) {
  let stop;
  return Object.entries(ENGINES).map(([engine, { size, runs, feastRuns, serve }]) => ({
    end: () => stop?.(),
    name: `${engine} ${size.name}, 3 features`,
    unit: 'ms',
    runs,
    goals: size === BIG ? [{ against: ['Feast’s plan'], limit: 1 / 3 }] : [],
    contestants: async () => {
      const options = {
        engine,
        questions: questionsFile(folder, size),
        files: historyFiles(folder, { rows: size.rows, features: 3 }),
        ttl: '1d',
      };
      const { stop: ended, ...server } = await serve(options);
      stop = ended;
      return {
        featlab: { module: 'warehouse-join', options: { ...options, ...server } },
        'Feast’s plan': { module: 'feast-plan', options: { ...options, ...server }, runs: feastRuns },
      };
    },
  }));
}

/** How much of the history the join's statement has the engine read, where all questions are of its last tenth. */
function scannedRow(folder) {
  const files = () => historyFiles(folder, { rows: BIG.rows, features: 3, sorted: true });
  const contestant = (filtered) => ({
    module: 'bytes-scanned',
    options: { files: files(), shape: BIG, filtered },
  });
  return {
    name: `duckdb bytes scanned, ${BIG.name}, last tenth`,
    unit: 'MiB',
    measure: 'MiB',
    runs: 2,
    contestants: () => ({ featlab: contestant(true), 'without the time filter': contestant(false) }),
  };
}
