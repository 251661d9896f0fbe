import { cpSync } from 'node:fs';
import { benchStore, statsView } from '../bench-store.mjs';
import { scratch } from '../scratch.mjs';
import { stored } from './stored.mjs';

/** materializeIncremental up to `end` of a store that has the first file's keys up to `mark`. */
export default async function featlabIncrement({ files, mark, end }) {
  const { folder, next } = scratch();
  const views = [statsView({ files })];
  const before = benchStore(folder, views);
  await before.apply();
  await before.materializeIncremental(mark);
  await before.close();
  let copy;
  return {
    prepare: () => {
      copy = next();
      for (const name of ['registry.db', 'online.db']) cpSync(`${folder}/${name}`, `${copy}/${name}`);
    },
    run: async () => {
      const store = benchStore(copy, views);
      await store.materializeIncremental(end);
      await store.close();
    },
    check: () => stored(`${copy}/online.db`, 'bench_driver_stats'),
  };
}
