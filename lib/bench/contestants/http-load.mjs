import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../setup/services/free-port.mjs';
import { quantile } from '../median.mjs';
import { requestsOf } from './reads.mjs';

const REQUESTS = { 1: 4000, 50: 1000 };

/**
 * A feature server, started by `program` with `args` and a port of its own, under the load of so many connections, each
 * sending its next request when the last one was answered. In µs: `us`, the whole run's time for each request, and the
 * median and 99th percentile of single ones.
 */
export default async function httpLoad({ program, args, cwd, connections, entities, features, keys }) {
  const port = await freePort();
  const server = spawn(program, [...args, '--port', String(port)], { cwd, stdio: ['ignore', 'ignore', 'ignore'] });
  const ended = new Promise((resolve) => server.once('close', resolve));
  await answers(port, server);
  const requests = requestsOf(entities, keys)
    .slice(0, REQUESTS[entities])
    .map((ids) => request(JSON.stringify({ entities: { driver_id: ids }, features })));
  return {
    run: () => load(port, requests, connections),
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
  return `${[...head, `Content-Length: ${Buffer.byteLength(body)}`].join('\r\n')}\r\n\r\n${body}`;
}

async function answers(port, server) {
  while (server.exitCode === null) {
    const health = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
    if (health?.ok) return;
    await pause(100);
  }
  throw new Error(`${server.spawnargs.join(' ')} ended with ${server.exitCode}`);
}

async function load(port, requests, connections) {
  const single = [];
  const waiting = [...requests];
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, () => client(port, waiting, single)));
  const us = ((performance.now() - started) * 1000) / requests.length;
  const sorted = Float64Array.from(single);
  return { us, p50: quantile(sorted, 0.5) * 1000, p99: quantile(sorted, 0.99) * 1000 };
}

/** One connection, until nothing waits. */
function client(port, waiting, single) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1').setNoDelay().on('error', reject);
    let [sent, text] = [0, ''];
    const next = () => {
      const request = waiting.pop();
      if (request === undefined) return socket.end(resolve);
      sent = performance.now();
      return socket.write(request);
    };
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
      const whole = answerOf(text);
      if (!whole) return;
      if (!text.startsWith('HTTP/1.1 200')) return reject(new Error(text));
      single.push(performance.now() - sent);
      text = '';
      next();
    });
    socket.once('connect', next);
  });
}

/** Is an answer there to its last byte? */
function answerOf(text) {
  const end = text.indexOf('\r\n\r\n');
  const length = /content-length: (\d+)/i.exec(text)?.[1];
  return end >= 0 && text.length >= end + 4 + Number(length);
}
