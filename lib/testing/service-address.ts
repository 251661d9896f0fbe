/**
 * What `npm run test:services` tells its tests: a server's address (FEATLAB_TEST_REDIS), or the folder whose
 * node_modules has the databases' clients (FEATLAB_TEST_CLIENTS).
 */
export function serviceAddress(name: string): string {
  const address = process.env[`FEATLAB_TEST_${name}`];
  if (address === undefined) throw new Error(`no FEATLAB_TEST_${name}: run npm run test:services`);
  return address;
}
