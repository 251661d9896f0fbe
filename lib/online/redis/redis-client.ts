/** node-redis, one node: `createClient()`. */
export interface NodeRedisClient {
  sendCommand(args: string[]): Promise<unknown>;
}

/** node-redis, a cluster: `createCluster()`. */
export interface NodeRedisCluster {
  sendCommand(firstKey: string | undefined, isReadonly: boolean | undefined, args: string[]): Promise<unknown>;
  readonly masters: readonly object[];
  nodeClient(node: never): Promise<NodeRedisClient> | NodeRedisClient;
}

/** ioredis: `new Redis()` or `new Cluster()`. */
export interface IoRedisClient {
  call(command: string, ...args: string[]): Promise<unknown>;
  /** A cluster's. */
  nodes?(role: 'master'): IoRedisClient[];
}

export type RedisClient = NodeRedisClient | NodeRedisCluster | IoRedisClient;

/** Any of them, one node or a cluster. What is sent in one turn goes out together. */
export interface RedisCommands {
  /** A command whose only key is `key`. */
  send(key: string, args: string[]): Promise<unknown>;
  /** A way to each node that holds keys. */
  nodes(): Promise<((args: string[]) => Promise<unknown>)[]>;
}

export function redisCommands(client: RedisClient): RedisCommands {
  if ('call' in client) return ioRedis(client);
  return 'masters' in client ? nodeRedisCluster(client) : nodeRedis(client);
}

function nodeRedis(client: NodeRedisClient): RedisCommands {
  return {
    send: (_, args) => client.sendCommand(args),
    nodes: async () => [(args) => client.sendCommand(args)],
  };
}

function nodeRedisCluster(cluster: NodeRedisCluster): RedisCommands {
  return {
    send: (key, args) => cluster.sendCommand(key, false, args),
    nodes: async () => {
      const nodes = await Promise.all(cluster.masters.map(async (node) => cluster.nodeClient(node as never)));
      return nodes.map((node) => (args) => node.sendCommand(args));
    },
  };
}

function ioRedis(client: IoRedisClient): RedisCommands {
  const sender =
    (to: IoRedisClient) =>
    ([command, ...args]: string[]) =>
      to.call(command, ...args);
  const send = sender(client);
  return { send: (_, args) => send(args), nodes: async () => (client.nodes?.('master') ?? [client]).map(sender) };
}
