import { KeyValueStore } from '../key-value/key-value-store';
import { loadPackage } from '../../load-package';
import type { RedisOptions } from './redis-options';
import { RemoteCalls, TIMEOUT_MS } from '../remote-calls';
import { addressText, redisAddress } from './redis-address';
import { givenConnection, OwnConnection } from './redis-connection';
import type { RedisConnection, RedisPackage } from './redis-connection';
import { RedisRows } from './redis-rows';
import { redisTrouble } from './redis-trouble';

export function openRedis(options: RedisOptions): KeyValueStore {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const { place, connection } = connectionOf(options, timeoutMs);
  const onSilence = (): void => connection.drop();
  const calls = new RemoteCalls({ place, timeoutMs, troubleOf: redisTrouble, onSilence });
  return new KeyValueStore(new RedisRows(calls, connection, options.keyTtlSeconds));
}

function connectionOf(options: RedisOptions, timeoutMs: number): { place: string; connection: RedisConnection } {
  if (options.client) return { place: 'redis', connection: givenConnection(options.client) };
  const folder = options.folder ?? process.cwd();
  const address = redisAddress(options.connectionString ?? '', options.cluster ?? false, folder);
  const load = () => loadPackage('redis', 'the online store', folder) as RedisPackage;
  return { place: addressText(address), connection: new OwnConnection(load, address, timeoutMs) };
}
