import { benchStore, statsView } from '../bench-store.mjs';
import { schemaOf } from '../data/feature-columns.mjs';
import { scratch } from '../scratch.mjs';
import { checksum } from './checksum.mjs';

/** getHistoricalFeatures from the files to an Arrow table in memory. @param options see rows/join.mjs */
export default async function featlabJoin({ views, questions, ttl, exact }) {
  const store = benchStore(
    scratch().folder,
    views.map((view) => statsView({ ...view, ttl })),
  );
  await store.apply();
  const features = views.flatMap(({ name, features }) =>
    Object.keys(schemaOf(features)).map((feature) => `${name}:${feature}`),
  );
  let table;
  return {
    prepare: () => (table = undefined),
    run: async () => {
      table = (await store.getHistoricalFeatures({ entityDf: questions, features, fullFeatureNames: true })).toArrow();
    },
    check: () => checksum(table.getChild(`${views[0].name}__conv_rate`), exact),
    close: () => store.close(),
  };
}
