import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

import { objectFields } from './object-fields';
import { onlineStoreConfig } from './online-store-config';

const read = (store: object) => onlineStoreConfig(objectFields({ online_store: store }, 'yaml'), '/repo');

describe('online_store', () => {
  test('is SQLite beside the registry where nothing is said', () => {
    const path = resolve('/repo', join('data', 'online_store.db'));
    expect(onlineStoreConfig(new Map(), '/repo')).toEqual({ type: 'sqlite', path });
  });

  test("has Feast's options for each type, and defaults", () => {
    expect(
      read({ type: 'redis', connection_string: 'cache:6379,ssl=true', redis_type: 'redis_cluster' }),
    ).toMatchObject({ type: 'redis', connection_string: 'cache:6379,ssl=true', redis_type: 'redis_cluster' });
    expect(read({ type: 'postgres', host: 'db', port: 5433, sslrootcert_path: 'ca.pem' })).toMatchObject({
      host: 'db',
      port: 5433,
      db_schema: 'public',
      sslmode: 'disable',
      sslrootcert_path: resolve('/repo', 'ca.pem'),
    });
    expect(read({ type: 'dynamodb', region: 'eu-west-1', consistent_reads: true, tags: { team: 'x' } })).toMatchObject({
      region: 'eu-west-1',
      consistent_reads: true,
      tags: { team: 'x' },
      table_name_template: '{project}.{table_name}',
    });
    expect(read({ type: 'bigtable', instance: 'i', key_ttl_seconds: 60 })).toMatchObject({ table: 'featlab' });
  });

  test.each<[string, object, RegExp]>([
    ['an unknown type', { type: 'reddis' }, /unknown online store type "reddis"\nfix: did you mean redis\?/],
    [
      'an unknown option',
      { type: 'redis', conection_string: 'x' },
      /unknown key "conection_string" in online_store of type redis\nfix: did you mean connection_string\?/,
    ],
    ['an option of another type', { type: 'redis', host: 'x' }, /unknown key "host" in online_store of type redis/],
    ['a word that is none', { type: 'redis', redis_type: 'sentinel' }, /unknown redis_type "sentinel"\nfix: /],
    [
      'no number',
      { type: 'postgres', port: 'many' },
      /port of the postgres online store is "many"\nfix: write a whole/,
    ],
    ['too small a number', { type: 'redis', key_ttl_seconds: 0 }, /key_ttl_seconds of the redis online store is "0"/],
    ['no truth', { type: 'dynamodb', consistent_reads: 'maybe' }, /consistent_reads of .* is "maybe"\nfix: write true/],
    ['what is needed is missing', { type: 'bigtable' }, /the bigtable online store has no instance\nfix: add instance/],
  ])('%s is refused', (_, store, message) => {
    expect(() => read(store)).toThrow(message);
    expect(() => read(store)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });
});
