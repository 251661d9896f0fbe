import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { Way } from '../online/contract/remote-store.contract';
import { TcpProxy } from './tcp-proxy';

interface Redis {
  connect(): Promise<unknown>;
  sendCommand(args: string[]): Promise<unknown>;
  destroy(): void;
}

interface RedisPackage {
  createClient(options: object): Redis;
}

/**
 * The way to a Redis Cluster. A cluster's client goes where the nodes say that they are, so each says meanwhile that it
 * is at its proxy's port.
 */
export class ClusterProxies implements Way {
  readonly #nodes: readonly string[];
  readonly #folder: string;
  #proxies: readonly TcpProxy[] = [];

  /** @param folder whose node_modules has the client */
  constructor(nodes: string, folder: string) {
    this.#nodes = nodes.split(',');
    this.#folder = folder;
  }

  get address(): string {
    return this.#proxies.map(({ address }) => address).join(',');
  }

  async open(): Promise<this> {
    this.#proxies = await Promise.all(this.#nodes.map((node) => new TcpProxy(node).open()));
    await this.#announce(this.#proxies.map(({ port }) => port));
    return this;
  }

  cut(): void {
    for (const proxy of this.#proxies) proxy.cut();
  }

  mend(): void {
    for (const proxy of this.#proxies) proxy.mend();
  }

  hold(): void {
    for (const proxy of this.#proxies) proxy.hold();
  }

  release(): void {
    for (const proxy of this.#proxies) proxy.release();
  }

  async close(): Promise<void> {
    await this.#announce(this.#nodes.map(() => 0));
    for (const proxy of this.#proxies) await proxy.close();
  }

  /** Tells every node its port (0: its own), and waits until every node knows every other's. */
  async #announce(ports: readonly number[]): Promise<void> {
    const redis = createRequire(join(this.#folder, 'package.json'))('redis') as RedisPackage;
    const clients = this.#nodes.map((node) => redis.createClient({ url: `redis://${node}` }));
    for (const client of clients) await client.connect();
    await Promise.all(
      clients.map((client, i) => client.sendCommand(['CONFIG', 'SET', 'cluster-announce-port', String(ports[i])])),
    );
    const known = ports.map((port, i) => port || Number(this.#nodes[i].split(':')[1])).sort();
    for (const client of clients) while (!(await knows(client, known))) await new Promise(setImmediate);
    for (const client of clients) client.destroy();
  }
}

async function knows(client: Redis, ports: readonly number[]): Promise<boolean> {
  const slots = (await client.sendCommand(['CLUSTER', 'SLOTS'])) as [number, number, [string, number]][];
  return String(slots.map(([, , [, port]]) => port).sort()) === String(ports);
}
