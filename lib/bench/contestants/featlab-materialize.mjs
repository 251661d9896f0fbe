import { benchStore, statsView } from '../bench-store.mjs';
import { scratch } from '../scratch.mjs';
import { stored } from './stored.mjs';

/** apply and materialize of the file's keys into a store that is not there yet. */
export default async function featlabMaterialize({ file, end }) {
  const { next } = scratch();
  let folder;
  return {
    prepare: () => (folder = next()),
    run: async () => {
      const store = benchStore(folder, [statsView({ files: [file] })]);
      await store.apply();
      await store.materialize(null, end);
      await store.close();
    },
    check: () => stored(`${folder}/online.db`, 'bench_driver_stats'),
  };
}
