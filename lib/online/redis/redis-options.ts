import type { RedisClient } from './redis-client';

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
