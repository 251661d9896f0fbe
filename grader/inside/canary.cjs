// What a submission must not get to do, tried on purpose. Whoever sent it looks from outside whether it could.
'use strict';
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');

const [what, ...args] = process.argv.slice(2);

const ATTEMPTS = {
  /** Everything that may hold a secret: the environment, other processes', files by the paths they have outside. */
  secrets() {
    const places = ['/proc/self/environ', '/proc/1/environ', '/proc/1/cmdline', ...args];
    for (const name of listed('/proc'))
      if (/^\d+$/.test(name)) places.push(`/proc/${name}/environ`, `/proc/${name}/cmdline`);
    console.log(JSON.stringify(process.env));
    for (const place of places) attempt(() => console.log(fs.readFileSync(place, 'utf8')));
  },
  network() {
    const socket = net.connect(Number(args[0]), '127.0.0.1');
    socket.on('connect', () => socket.end('here'));
    socket.on('error', () => process.exit());
    setTimeout(() => process.exit(), 1500);
  },
  writes() {
    for (const place of [
      ...args,
      '/homework/submission',
      '/kit',
      '/kit/node_modules',
      '/usr',
      '/etc',
      '/inside',
      '/dev',
      '/',
    ]) {
      attempt(() => fs.writeFileSync(`${place}/canary`, 'here'));
      attempt(() => fs.writeFileSync(`${place}/canary`, 'here') || console.log(`wrote ${place}`));
    }
    attempt(() => fs.mkdirSync('/proc/sys/canary') || console.log('wrote /proc/sys'));
  },
  forks() {
    let alive = 0;
    for (let i = 0; i < 500; i++) {
      const child = spawn('/usr/bin/sleep', ['20'], { stdio: 'ignore' });
      child.on('spawn', () => fs.writeFileSync('/out/alive', String(++alive)));
      child.on('error', () => undefined);
    }
  },
  memory() {
    const held = [];
    setInterval(() => held.push(Buffer.alloc(20_000_000, 1)), 1);
  },
  disk() {
    attempt(() => fs.writeFileSync('/tmp/flood', Buffer.alloc(300_000_000)) || console.log('filled /tmp'));
    for (let i = 0; ; i++) fs.writeFileSync(`/out/flood-${i}`, Buffer.alloc(1_000_000));
  },
  output() {
    const line = 'x'.repeat(100_000);
    const more = () => process.stdout.write(line, more);
    more();
  },
  time() {
    for (;;);
  },
  outlive() {
    const script = "setTimeout(() => require('fs').writeFileSync('/out/outlived', ''), 1200)";
    spawn(process.execPath, ['-e', script], { detached: true, stdio: 'ignore' }).unref();
    setTimeout(() => process.exit(), 200);
  },
};

ATTEMPTS[what]();

function attempt(deed) {
  try {
    deed();
  } catch {
    // That is the point.
  }
}

function listed(folder) {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}
