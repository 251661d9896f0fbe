import { pythonEnv } from '../python-env.mjs';

/** No server: Feast's own client, which the tests run against `featlab serve`. */
export default {
  address: 'FEATLAB_TEST_FEAST_PYTHON',
  install: async () => ({ python: await pythonEnv('feast') }),
  start: async (servers, { python }) => ({ FEATLAB_TEST_FEAST_PYTHON: python }),
};
