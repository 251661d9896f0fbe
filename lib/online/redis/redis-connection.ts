import type { NodeRedisClient, NodeRedisCluster, RedisClient, RedisCommands } from './redis-client';
import { redisCommands } from './redis-client';
import type { RedisAddress } from './redis-address';

/** Opened by its first use, once; after a failure the next use tries again. */
export interface RedisConnection {
  /** Set while it is open. */
  readonly commands: RedisCommands | undefined;
  open(): Promise<RedisCommands>;
  /** Nothing comes from there any more: the next use opens it anew. A client that was given is not ours to end. */
  drop(): void;
  close(): Promise<void>;
}

/** The user's own client, connected; it stays theirs to close. */
export function givenConnection(client: RedisClient): RedisConnection {
  const commands = redisCommands(client);
  return { commands, open: async () => commands, drop: () => undefined, close: () => Promise.resolve() };
}

/** What is needed of the package `redis`. */
export interface RedisPackage {
  createClient(options: object): OwnClient & NodeRedisClient;
  createCluster(options: object): OwnClient & NodeRedisCluster;
}

interface OwnClient {
  on(event: 'error', listener: (error: unknown) => void): unknown;
  connect(): Promise<unknown>;
  /** Ends the connection without waiting for what is under way. */
  destroy(): void;
}

/**
 * A client of our own. Once connected it connects again by itself, within a second; meanwhile every call is refused at
 * once, where the package would let calls pile up.
 */
export class OwnConnection implements RedisConnection {
  readonly #create: () => OwnClient & (NodeRedisClient | NodeRedisCluster);
  readonly #timeoutMs: number;
  #client: OwnClient | undefined;
  #opening: Promise<RedisCommands> | undefined;
  commands: RedisCommands | undefined;

  constructor(load: () => RedisPackage, address: RedisAddress, timeoutMs: number) {
    this.#create = () => clientOf(load(), address, timeoutMs);
    this.#timeoutMs = timeoutMs;
  }

  open(): Promise<RedisCommands> {
    if (this.#opening) return this.#opening;
    const opening = this.#connect().catch((error: unknown) => {
      if (this.#opening === opening) this.#opening = undefined;
      throw error;
    });
    this.#opening = opening;
    return opening;
  }

  drop(): void {
    const client = this.#client;
    this.#client = undefined;
    this.#opening = undefined;
    this.commands = undefined;
    if (client) end(client);
  }

  async close(): Promise<void> {
    await this.#opening?.catch(() => undefined);
    this.drop();
  }

  async #connect(): Promise<RedisCommands> {
    const client = this.#create();
    // Each failure is told to whoever calls; without a listener it would end the process.
    client.on('error', () => undefined);
    await inTime(client, this.#timeoutMs);
    this.#client = client;
    this.commands = redisCommands(client);
    return this.commands;
  }
}

/** Connects it, or ends it: what a cluster's `connect` answers after it was ended is no connection. */
async function inTime(client: OwnClient, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error(`no connection within ${String(timeoutMs)} ms`), { code: 'ETIMEDOUT' }));
    }, timeoutMs);
  });
  const connecting = client.connect();
  try {
    await Promise.race([connecting, late]);
  } catch (error) {
    end(client);
    // Of a cluster the first node may still come, whom nobody else knows of.
    connecting.then(
      () => end(client),
      () => undefined,
    );
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** One that is ended already refuses to be. */
function end(client: OwnClient): void {
  try {
    client.destroy();
  } catch {
    // Then there is nothing to end.
  }
}

/** Milliseconds between two attempts to connect again, at most. */
const PATIENCE_MS = 1_000;

function clientOf(
  redis: RedisPackage,
  address: RedisAddress,
  timeoutMs: number,
): OwnClient & (NodeRedisClient | NodeRedisCluster) {
  const { nodes, tls, ca, username, password, database, cluster } = address;
  let wasReady = false;
  const reconnectStrategy = (retries: number, cause: Error): number | Error =>
    wasReady ? Math.min(2 ** retries * 25, PATIENCE_MS) : cause;
  const socket = { connectTimeout: timeoutMs, reconnectStrategy, ...(tls ? { tls, ...(ca && { ca }) } : {}) };
  // The time-out of a single command is ours: the package's costs a timer and a signal for each.
  const shared = {
    ...{ username, password, disableOfflineQueue: true, commandOptions: { timeout: undefined } },
    // What servers before 6 speak, too.
    ...{ RESP: 2, maintNotifications: 'disabled' },
  };
  const client = cluster
    ? redis.createCluster({
        rootNodes: nodes.map((node) => ({ socket: { ...socket, ...node } })),
        defaults: { ...shared, socket },
      })
    : redis.createClient({ ...shared, database, socket: { ...socket, ...nodes[0] } });
  // A cluster says it of each node.
  client.on((cluster ? 'node-ready' : 'ready') as 'error', () => (wasReady = true));
  return client;
}
