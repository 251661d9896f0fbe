import { historyFiles, questionsFile } from '../data/join-data.mjs';
import { postgresForBench } from '../postgres-for-bench.mjs';

/**
 * The point-in-time join in an engine that has the history as a table, against the plan that Feast generates for it, two
 * processors each. featlab's time has everything: entity rows in, the statement, the rows as an Arrow table in memory.
 * Feast's has the statement alone: its entity rows are a table already, and its answer becomes one and is not fetched.
 */
export function warehouseRows({ folder }) {
  let stop;
  return ['duckdb', 'postgres'].map((engine) => ({
    end: () => stop?.(),
    name: `${engine} 500k × 2M, 3 features`,
    unit: 'ms',
    runs: engine === 'duckdb' ? 5 : 2,
    goals: [{ against: ['Feast’s plan'], limit: 1 / 3 }],
    contestants: async () => {
      const options = {
        engine,
        questions: questionsFile(folder, { entities: 500_000, rows: 2_000_000 }),
        files: historyFiles(folder, { rows: 2_000_000, features: 3 }),
        ttl: '1d',
      };
      const { stop: ended, ...server } = engine === 'postgres' ? await postgresForBench(options) : {};
      stop = ended;
      return {
        featlab: { module: 'warehouse-join', options: { ...options, ...server } },
        'Feast’s plan': { module: 'feast-plan', options: { ...options, ...server }, runs: engine === 'duckdb' ? 5 : 1 },
      };
    },
  }));
}
