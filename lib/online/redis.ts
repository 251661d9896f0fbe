import { InputError } from '../errors';
import { LazyOnlineStore } from './lazy-online-store';
import type { OnlineStore } from './online-store';
import type { RedisOptions } from './redis/redis-options';

export type { RedisOptions } from './redis/redis-options';

/**
 * Rows in Redis 4 or newer, or in a Redis Cluster: a hash for each entity of each view (lib/online/README.md shows them).
 * @throws InputError for options that do not go together
 */
export function redisOnlineStore(options: RedisOptions): OnlineStore {
  if ((options.client === undefined) === (options.connectionString === undefined)) {
    throw new InputError('INPUT_INVALID', 'redisOnlineStore takes a client or a connectionString', 'pass one of them');
  }
  return new LazyOnlineStore(async () => {
    const { openRedis } = await import('./redis/open-redis.js');
    return openRedis(options);
  });
}
