import { benchStore, statsView } from '../bench-store.mjs';
import { schemaOf } from '../data/feature-columns.mjs';
import { requestsOf, timedReads } from './reads.mjs';

/** getOnlineFeatures and toDict() from the store in `folder`. */
export default async function featlabOnline({ folder, view, entities, features, keys }) {
  const store = benchStore(folder, [statsView(view)]);
  const names = Object.keys(schemaOf(features)).map((name) => `${view.name}:${name}`);
  const requests = requestsOf(entities, keys).map((ids) => ids.map((id) => ({ driver_id: id })));
  let sum = 0;
  const read = async (entityRows) => {
    const dict = (await store.getOnlineFeatures({ features: names, entityRows })).toDict();
    for (const value of dict.conv_rate) sum += value;
  };
  return {
    prepare: () => (sum = 0),
    run: () => timedReads(requests, read),
    check: () => ({ sum }),
    close: () => store.close(),
  };
}
