import { keyFile } from '../data/key-data.mjs';

/** apply of new views: definitions checked, sources opened, registry and online tables made. */
export function applyRows({ folder, python }) {
  return [1, 100, 1000].map((views) => ({
    name: `apply ${views.toLocaleString('en')} view${views === 1 ? '' : 's'}`,
    unit: 'ms',
    runs: 5,
    contestants: () => {
      const options = { file: keyFile(folder, { keys: 1000 }), views };
      return {
        featlab: { module: 'featlab-apply', options },
        ...(python && views <= 100 ? { Feast: { module: 'feast_apply', options, python, runs: 2 } } : {}),
      };
    },
  }));
}
