import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../setup/services/free-port.mjs';
import { quantile } from '../median.mjs';
import { requestsOf } from './reads.mjs';

const REQUESTS = { 1: 4000, 50: 1000 };

/** Compilers and caches of whatever server have so long to warm up. */
const WARM_MS = 4_000;

/**
 * A feature server, started by `program` with `args` and a port of its own, under the load of so many connections, each
 * sending its next request when the last one was answered. In µs: `us`, the whole run's time for each request, and the
 * median and 99th percentile of single ones; of the processors for each request `serverCpu` (Linux) and `loadCpu`.
 */
export default async function httpLoad({ program, args, cwd, connections, entities, features, keys }) {
  const port = await freePort();
  const server = spawn(program, [...args, '--port', String(port)], { cwd, stdio: ['ignore', 'ignore', 'ignore'] });
  const ended = new Promise((resolve) => server.once('close', resolve));
  await answers(port, server);
  const requests = requestsOf(entities, keys)
    .slice(0, REQUESTS[entities])
    .map((ids) => request(JSON.stringify({ entities: { driver_id: ids }, features })));
  const run = () => load(port, requests, connections, server.pid);
  for (const started = performance.now(); performance.now() - started < WARM_MS;) await run();
  return {
    run,
    check: () => null,
    peak: () => null,
    close: () => {
      server.kill('SIGTERM');
      return ended;
    },
  };
}

function request(body) {
  const head = ['POST /get-online-features HTTP/1.1', 'Host: 127.0.0.1', 'Content-Type: application/json'];
  return Buffer.from(`${[...head, `Content-Length: ${Buffer.byteLength(body)}`].join('\r\n')}\r\n\r\n${body}`);
}

async function answers(port, server) {
  while (server.exitCode === null) {
    const health = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
    if (health?.ok) return;
    await pause(100);
  }
  throw new Error(`${server.spawnargs.join(' ')} ended with ${server.exitCode}`);
}

async function load(port, requests, connections, pid) {
  const single = [];
  const waiting = [...requests];
  const cpu = { load: process.cpuUsage(), server: cpuOf(pid) };
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, () => client(port, waiting, single)));
  const each = (value) => value / requests.length;
  const us = each((performance.now() - started) * 1000);
  const { user, system } = process.cpuUsage(cpu.load);
  const sorted = Float64Array.from(single);
  return {
    us,
    p50: quantile(sorted, 0.5) * 1000,
    p99: quantile(sorted, 0.99) * 1000,
    serverCpu: each(cpuOf(pid) - cpu.server),
    loadCpu: each(user + system),
  };
}

/** µs of the processors that a process has used, in steps of 10,000; NaN where the system does not tell. */
function cpuOf(pid) {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return NaN;
  const [, fields] = readFileSync(file, 'utf8').split(/\) /);
  const [user, system] = fields.split(' ').slice(11, 13).map(Number);
  return (user + system) * 10_000;
}

/** One connection, until nothing waits. It reads no more of an answer than its head: what it costs, the server lacks. */
function client(port, waiting, single) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1').setNoDelay().on('error', reject);
    let [sent, came, whole] = [0, 0, 0];
    const next = () => {
      const request = waiting.pop();
      if (request === undefined) return socket.end(resolve);
      [sent, came, whole] = [performance.now(), 0, 0];
      return socket.write(request);
    };
    socket.on('data', (bytes) => {
      if (whole === 0) whole = lengthOf(bytes);
      if (Number.isNaN(whole)) return reject(new Error(bytes.toString()));
      came += bytes.length;
      if (came < whole) return;
      single.push(performance.now() - sent);
      next();
    });
    socket.once('connect', next);
  });
}

/** Of an answer, from its first bytes, which hold its head; NaN where it is a refusal. */
function lengthOf(bytes) {
  const head = bytes.latin1Slice(0, Math.min(bytes.length, 1024));
  const end = head.indexOf('\r\n\r\n');
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  return head.startsWith('HTTP/1.1 200') && end >= 0 ? end + 4 + Number(length) : NaN;
}
