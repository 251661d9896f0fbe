import { historyFiles, questionsFile } from '../data/join-data.mjs';

/**
 * The point-in-time join from Parquet to columns in memory, rows in the questions' order: TTL of a day, ties by
 * `created`, two processors each.
 */
export function joinRows({ folder, python, full }) {
  const row = (entities, rows, more = {}) => joinRow(folder, python, { entities, rows, ...more });
  const faster = { against: ['DuckDB', 'Polars'], limit: 1 };
  return [
    row(50_000, 200_000, { feast: true, goals: [{ against: ['Feast'], limit: 0.05 }] }),
    row(500_000, 2_000_000, { goals: [faster] }),
    row(500_000, 2_000_000, { sorted: true, goals: [faster] }),
    row(500_000, 2_000_000, { features: 1, goals: [faster] }),
    row(500_000, 2_000_000, { features: 10, goals: [faster] }),
    row(500_000, 2_000_000, { views: 2, goals: [faster] }),
    row(500_000, 2_000_000, { created: false }),
    row(500_000, 2_000_000, { cores: 1, goals: [faster] }),
    row(500_000, 10_000_000, { runs: 3, goals: [{ times: 5.5, of: nameOf({ entities: 500_000, rows: 2_000_000 }) }] }),
    row(1_000_000, 10_000_000, {
      runs: 3,
      goals: [faster, { times: 5.5, of: nameOf({ entities: 500_000, rows: 2_000_000 }) }, { peakMiB: 1536 }],
    }),
    ...(full
      ? [
          row(1_000_000, 50_000_000, {
            runs: 1,
            goals: [{ peakTimes: 1.3, of: nameOf({ entities: 1_000_000, rows: 10_000_000 }) }],
          }),
        ]
      : []),
  ];
}

function joinRow(folder, python, { feast = false, runs = 5, goals = [], cores = 2, ...shape }) {
  const { entities, rows, features = 3, views = 1, created = true, sorted = false } = shape;
  const options = () => ({
    questions: questionsFile(folder, { entities, rows }),
    views: Array.from({ length: views }, (_, i) => ({
      name: `stats${i + 1}`,
      files: historyFiles(folder, { rows, features, sorted, seed: 7 + i }),
      features,
      created,
    })),
    ttl: '1d',
    exact: created,
  });
  return {
    name: nameOf({ ...shape, cores }),
    unit: 'ms',
    runs,
    cores,
    goals,
    contestants: () => ({
      featlab: { module: 'featlab-join', options: options() },
      DuckDB: { module: 'duckdb-join', options: options() },
      ...(python ? { Polars: { module: 'polars_join', options: options(), python } } : {}),
      ...(python && feast
        ? { Feast: { module: 'feast_join', options: { ...options(), exact: false }, python, runs: 2 } }
        : {}),
    }),
  };
}

function nameOf({ entities, rows, features = 3, views = 1, created = true, sorted = false, cores = 2 }) {
  const size = (count) => (count < 1_000_000 ? `${count / 1000}k` : `${count / 1_000_000}M`);
  const parts = [
    `join ${size(entities)} × ${size(rows)}`,
    `${features} feature${features === 1 ? '' : 's'}`,
    ...(views > 1 ? [`${views} views`] : []),
    ...(sorted ? ['sorted by time'] : []),
    ...(created ? [] : ['no created']),
    ...(cores === 1 ? ['one processor'] : []),
  ];
  return parts.join(', ');
}
