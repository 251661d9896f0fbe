import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { packageRoot } from '../package-root';
import { DriverRepository, FEATURES, NOW } from '../testing/driver-repository';
import { OwnRedis } from '../testing/own-redis';
import { randomNumbers } from '../testing/random-numbers';
import { serviceAddress } from '../testing/service-address';

// Reads, pushes and materializations at once, over HTTP, on a Redis that is stopped and started twice meanwhile: no
// answer is ever wrong or older than what was answered for, errors come only while Redis is away, memory stays flat.

/** For so long; ten minutes are `FEATLAB_LOAD_SECONDS=600 npm run test:services -- load`. */
const SECONDS = Number(process.env['FEATLAB_LOAD_SECONDS'] ?? 20);

/** Pushed to, each by one pusher, so that its versions come in order. */
const DRIVERS = Array.from({ length: 40 }, (_, i) => i + 1);
/** Only in the history, and what it says of their trips. */
const HISTORY = new Map([
  [1001, 11],
  [1002, 21],
  [1003, 31],
]);
const UNKNOWN = 7;

const redis = new OwnRedis();
let repository: DriverRepository;
let server: ChildProcess;
let url: string;

beforeAll(async () => {
  await redis.start();
  repository = new DriverRepository();
  symlinkSync(join(serviceAddress('CLIENTS'), 'node_modules'), repository.path('node_modules'), 'junction');
  const redisLine = `online_store: { type: redis, connection_string: "${redis.address}", timeout_ms: 2000 }`;
  repository.edit('feature_store.yaml', 'online_store: { type: sqlite, path: data/online_store.db }', redisLine);
  repository.write('features.ts', PUSHED);
  await repository.with((store) => store.apply());
  const bin = join(packageRoot(), 'lib', 'cli', 'bin.js');
  const args = [bin, '-c', repository.folder, '--now', NOW, 'serve', '--port', '0', '--log-level', 'fatal'];
  server = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  url = await addressOf(server);
});
afterAll(async () => {
  server.kill();
  await once(server, 'exit');
  await redis.remove();
  repository.remove();
});

const PUSHED = FEATURES.replace('fileSource }', 'fileSource, pushSource }')
  .replace(
    'export const stats',
    "export const fresh = pushSource({ name: 'fresh', batchSource: source });\nexport const stats",
  )
  .replace('source, schema', 'source: fresh, schema');

async function addressOf({ stderr }: ChildProcess): Promise<string> {
  if (stderr)
    for await (const line of createInterface(stderr)) {
      const found = /at (http:\S+)/.exec(line)?.[1];
      if (found === undefined) continue;
      stderr.resume();
      return found;
    }
  throw new Error('the server ended before it answered');
}

/** What was pushed of a driver: up to which version it was answered for, and up to which it was sent. */
interface Pushed {
  acknowledged: number;
  sent: number;
}

/** While Redis is away requests may be refused, with 503; from the first answer after it is back on none may. */
class Load {
  readonly pushed = new Map<number, Pushed>(DRIVERS.map((driver) => [driver, { acknowledged: 0, sent: 0 }]));
  readonly counts = { reads: 0, pushes: 0, materializations: 0, refused: 0 };
  readonly wrong: string[] = [];
  readonly random: () => number = randomNumbers(3);
  /** How often Redis went away or came back to stay: an odd number while it is away. */
  #turn = 0;
  isDone = false;

  away(): void {
    this.#turn++;
  }

  /** Answers once a read is answered again. */
  async back(): Promise<void> {
    while (
      (await post('/get-online-features', { entities: { driver_id: [1] }, features: ['driver_stats:trips'] }))
        .status !== 200
    );
    this.#turn++;
  }

  /** Answers what was answered; undefined where it was refused as it may be. */
  async ask(path: string, body: object): Promise<unknown> {
    const turn = this.#turn;
    const { status, text } = await post(path, body);
    if (status === 200) return JSON.parse(text);
    if (status === 503 && (turn % 2 === 1 || turn !== this.#turn)) this.counts.refused++;
    else this.wrong.push(`${path} answered ${String(status)}: ${text}`);
    return undefined;
  }

  /** Newer versions, and now and then one of long ago, which must never be served. */
  async pusher(drivers: readonly number[]): Promise<void> {
    while (!this.isDone) {
      const driver = drivers[Math.floor(this.random() * drivers.length)];
      const pushed = this.pushed.get(driver) as Pushed;
      if (pushed.acknowledged > 0 && this.random() < 0.1) await this.#push(driver, -1, '2025-06-01T10:30:00Z');
      const version = ++pushed.sent;
      const at = new Date(Date.parse('2025-06-01T11:00:00Z') + version).toISOString();
      if (await this.#push(driver, version, at)) pushed.acknowledged = version;
    }
  }

  async #push(driver: number, version: number, at: string): Promise<boolean> {
    const df = { driver_id: [driver], event_timestamp: [at], conv_rate: [rateOf(version)], trips: [version] };
    this.counts.pushes++;
    return (await this.ask('/push', { push_source_name: 'fresh', df })) !== undefined;
  }

  async reader(): Promise<void> {
    while (!this.isDone) {
      const ids = Array.from({ length: 1 + Math.floor(this.random() * 20) }, () => this.#anyDriver());
      const least = ids.map((id) => this.pushed.get(id)?.acknowledged);
      const features = ['driver_stats:trips', 'driver_stats:conv_rate'];
      const answer = await this.ask('/get-online-features', { entities: { driver_id: ids }, features });
      this.counts.reads++;
      if (answer === undefined) continue;
      const [, trips, rates] = (answer as { results: { values: (number | null)[] }[] }).results;
      ids.forEach((id, i) => this.#check(id, least[i], trips.values[i], rates.values[i]));
    }
  }

  #anyDriver(): number {
    const all = [...DRIVERS, ...HISTORY.keys(), UNKNOWN * 1000];
    return all[Math.floor(this.random() * all.length)];
  }

  #check(id: number, least: number | undefined, trips: number | null, rate: number | null): void {
    const isRight =
      least === undefined
        ? trips === (HISTORY.get(id) ?? null)
        : trips === null
          ? least === 0
          : trips >= Math.max(1, least) && trips <= (this.pushed.get(id)?.sent ?? 0) && rate === rateOf(trips);
    if (!isRight)
      this.wrong.push(`driver ${String(id)}: ${String(trips)}, ${String(rate)}; answered for ${String(least)}`);
  }

  /** All of the history, again and again, which is older than what is pushed; and increments. */
  async materializer(): Promise<void> {
    while (!this.isDone) {
      await this.ask('/materialize', { start_ts: '2025-06-01T00:00:00Z', end_ts: NOW });
      await this.ask('/materialize-incremental', { end_ts: NOW });
      this.counts.materializations += 2;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** A whole row has the two values of one version. */
function rateOf(version: number): number {
  return (version % 1024) / 1024;
}

async function post(path: string, body: object): Promise<{ status: number; text: string }> {
  const answer = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) });
  return { status: answer.status, text: await answer.text() };
}

/** MiB of the server, where the system tells. */
function memory(): number {
  const file = `/proc/${String(server.pid)}/status`;
  if (!existsSync(file)) return 0;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]) / 1024;
}

test(
  `for ${String(SECONDS)} s`,
  async () => {
    const load = new Load();
    await load.ask('/materialize', { start_ts: '2025-06-01T00:00:00Z', end_ts: NOW });
    const workers = [
      ...Array.from({ length: 4 }, () => load.reader()),
      ...[0, 1].map((half) => load.pusher(DRIVERS.filter((driver) => driver % 2 === half))),
      load.materializer(),
    ];
    const wait = (share: number) => new Promise((resolve) => setTimeout(resolve, SECONDS * share * 1000));
    await wait(0.2);
    const early = memory();
    for (let restart = 0; restart < 2; restart++) {
      await wait(0.2);
      const before = load.counts.refused;
      load.away();
      await redis.stop();
      while (load.counts.refused < before + 20) await new Promise(setImmediate);
      await redis.start();
      await load.back();
    }
    await wait(0.4);
    load.isDone = true;
    await Promise.all(workers);
    const late = memory();
    const told = `${String(SECONDS)} s: ${JSON.stringify(load.counts)}, ${String(load.wrong.length)} wrong; server ${early.toFixed(0)} MiB after a fifth, ${late.toFixed(0)} MiB at the end`;
    writeFileSync(serviceAddress('SUMMARY'), told);
    expect(load.wrong).toEqual([]);
    expect(load.counts.refused).toBeGreaterThanOrEqual(40);
    expect(load.counts.reads).toBeGreaterThan(SECONDS);
    expect(late).toBeLessThan(early * 1.5 + 50);
  },
  SECONDS * 1000 + 120_000,
);
