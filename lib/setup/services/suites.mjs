/**
 * The suites of `npm run test:services`, the slowest to start first. NAME is `suites/NAME.mjs`, which says how its servers
 * are installed and started, and the tests of `NAME.services.test.ts` anywhere under lib.
 */
export const SUITES = [
  'spark',
  'feast',
  'bigquery',
  'snowflake',
  'dynamodb',
  'bigtable',
  'redis-cluster',
  'postgres',
  'redshift',
  'redis',
  'load',
  'dynalite',
];

/**
 * A suite, as `suites/NAME.mjs` exports it:
 * - `needs`: programs that no registry brings: `{ name, look, fix }`; `look` answers where it is, or nothing;
 * - `address`: the variable by which the tests learn the server's address; one that the user sets is used, and nothing
 *   is started: a suite on a real account;
 * - `install()`: brings what registries have, into a cache by version. What it answers goes to `start`;
 * - `start(place, installed)`: starts the servers at `place`, answers the variables that the tests are given.
 */
export async function loadSuite(name) {
  return (await import(`./suites/${name}.mjs`)).default;
}
