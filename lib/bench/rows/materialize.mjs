import { keyFile } from '../data/key-data.mjs';

const DAY_1 = '2025-01-02T00:00:00Z';
const END = '2025-01-10T00:00:00Z';

/**
 * materialize of keys in random order into SQLite, against a raw upsert loop in one transaction over the same rows sorted
 * by key: opening, reading and sorting included in both. And an increment with 1 % of them new.
 */
export function materializeRows({ folder, python }) {
  return [
    materializeRow(folder, python, 100_000, []),
    materializeRow(folder, undefined, 1_000_000, [{ against: ['raw'], limit: 1.3 }, { peakMiB: 600 }]),
    incrementRow(folder),
  ];
}

function materializeRow(folder, python, keys, goals) {
  const options = () => ({ file: keyFile(folder, { keys }), end: END });
  return {
    name: `materialize ${keys.toLocaleString('en')} keys`,
    unit: 'ms',
    runs: 3,
    goals,
    contestants: () => ({
      featlab: { module: 'featlab-materialize', options: options() },
      raw: { module: 'raw-materialize', options: options() },
      ...(python ? { Feast: { module: 'feast_materialize', options: options(), python, runs: 1 } } : {}),
    }),
  };
}

function incrementRow(folder) {
  const keys = 1_000_000;
  const options = () => ({
    files: [keyFile(folder, { keys }), keyFile(folder, { keys: keys / 100, of: keys, day: 1 })],
    mark: DAY_1,
    end: END,
  });
  return {
    name: 'materializeIncremental 1,000,000 keys, 1 % new',
    unit: 'ms',
    runs: 3,
    goals: [{ against: ['raw'], limit: 1.3 }],
    contestants: () => ({
      featlab: { module: 'featlab-increment', options: options() },
      raw: { module: 'raw-increment', options: options() },
    }),
  };
}
