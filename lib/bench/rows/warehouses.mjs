import { historyFiles, questionsFile } from '../data/join-data.mjs';
import { postgresForBench } from '../postgres-for-bench.mjs';
import { sparkForBench } from '../spark-for-bench.mjs';

const ENGINES = {
  duckdb: { runs: 5, feastRuns: 5, serve: async () => ({}) },
  postgres: { runs: 2, feastRuns: 1, serve: postgresForBench },
  spark: { runs: 3, feastRuns: 1, serve: sparkForBench },
};

/**
 * The point-in-time join in an engine that has the history as a table, against the plan that Feast generates for it, two
 * processors each (Spark in one process, with two threads). featlab's time has everything: entity rows in, the statement, the rows as an Arrow table in memory.
 * Feast's has the statement alone: its entity rows are a table already, and its answer becomes one and is not fetched.
 */
export function warehouseRows({ folder }) {
  let stop;
  return Object.entries(ENGINES).map(([engine, { runs, feastRuns, serve }]) => ({
    end: () => stop?.(),
    name: `${engine} 500k × 2M, 3 features`,
    unit: 'ms',
    runs,
    goals: [{ against: ['Feast’s plan'], limit: 1 / 3 }],
    contestants: async () => {
      const options = {
        engine,
        questions: questionsFile(folder, { entities: 500_000, rows: 2_000_000 }),
        files: historyFiles(folder, { rows: 2_000_000, features: 3 }),
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
