import { benchStore, statsView } from '../bench-store.mjs';
import { scratch } from '../scratch.mjs';

/** apply of so many views, each with a source of its own, in a folder where there is nothing yet. */
export default function featlabApply({ file, views }) {
  const { next } = scratch();
  const definitions = Array.from({ length: views }, (_, i) => statsView({ name: `stats_${i}`, files: [file] }));
  return {
    run: async () => {
      const store = benchStore(next(), definitions);
      await store.apply();
      await store.close();
    },
  };
}
