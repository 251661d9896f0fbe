import { InputError } from '../errors';
import { LazyOnlineStore } from './lazy-online-store';
import type { OnlineStore } from './online-store';
import type { RedisClient } from './redis/redis-client';

export interface RedisOptions {
  /** Your own client of the package `redis` (a client or a cluster) or `ioredis`, connected. It stays yours to close. */
  readonly client?: RedisClient;
  /** In its place: `host:port,ssl=true,username=…,password=…,db=0`, several `host:port` for a cluster, or a URL. */
  readonly connectionString?: string;
  /** Is what `connectionString` names a Redis Cluster? */
  readonly cluster?: boolean;
  /** Seconds after its writing in which Redis itself deletes a row. Absent: never; only the read decides. */
  readonly keyTtlSeconds?: number | undefined;
  /** How long one answer may take: 5,000 where absent. */
  readonly timeoutMs?: number | undefined;
  /** Where the package `redis` is looked for first; the current folder where absent. */
  readonly folder?: string;
}

/**
 * Rows in Redis 4 or newer, or in a Redis Cluster: a hash for each entity of each view (lib/online/README.md shows them).
 * @throws InputError for options that do not go together
 */
export function redisOnlineStore(options: RedisOptions): Required<OnlineStore> {
  if ((options.client === undefined) === (options.connectionString === undefined)) {
    throw new InputError('INPUT_INVALID', 'redisOnlineStore takes a client or a connectionString', 'pass one of them');
  }
  return new LazyOnlineStore(async () => {
    const { openRedis } = await import('./redis/open-redis.js');
    return openRedis(options);
  });
}
