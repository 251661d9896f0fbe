import { keyFile } from '../data/key-data.mjs';
import { onlineFolder } from '../online-folder.mjs';

const KEYS = 100_000;
const ENTITIES = [1, 10, 100, 1000];
const FEATURES = [1, 3, 50];

/**
 * getOnlineFeatures with toDict() from SQLite (a file in WAL mode, 100,000 keys), against a raw prepared get for each key
 * from the same file and the object that holds the answer.
 */
export function onlineRows({ folder, python }) {
  return ENTITIES.flatMap((entities) => FEATURES.map((features) => onlineRow(folder, python, entities, features)));
}

const LIMITS = { '1×3': 1.5, '100×3': 1.3 };
/** Feast's own reads: of 1 and of 100 entities. */
const FEAST = { '1×1': 1 / 25, '100×3': 1 / 10 };

function onlineRow(folder, python, entities, features) {
  const shape = `${entities}×${features}`;
  const feast = python && shape in FEAST;
  return {
    name: `online ${entities.toLocaleString('en')} × ${features} features`.replace(/ 1 features/, ' 1 feature'),
    unit: 'µs',
    runs: 9,
    measure: 'us',
    others: ['p50', 'p99'],
    goals: [
      ...(shape in LIMITS ? [{ against: ['raw'], limit: LIMITS[shape] }] : []),
      ...(shape in FEAST ? [{ against: ['Feast'], limit: FEAST[shape] }] : []),
      ...(shape in LIMITS ? [{ tail: 3 }] : []),
    ],
    contestants: async () => {
      const options = {
        ...(await onlineFolder(folder, { keys: KEYS, features: Math.max(3, features) })),
        entities,
        features,
        keys: KEYS,
      };
      return {
        featlab: { module: 'featlab-online', options },
        raw: { module: 'raw-online', options },
        ...(feast
          ? {
              Feast: {
                module: 'feast_online',
                options: {
                  file: keyFile(folder, { keys: KEYS }),
                  entities,
                  features,
                  keys: KEYS,
                  folder: `${folder}/feast`,
                },
                python,
              },
            }
          : {}),
      };
    },
  };
}
