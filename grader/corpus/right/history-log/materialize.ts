import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { entries, micros, option } from './read.mts';

const online = option('online');
mkdirSync(online, { recursive: true });
const current = join(online, 'current');
const before = existsSync(join(current, 'end')) ? Number(readFileSync(join(current, 'end'), 'utf8')) : -Infinity;
// The log reaches as far as the furthest run did.
const end = Math.max(before, micros(option('end')));
const name = `log-${process.pid}-${readdirSync(online).length}`;
rmSync(join(online, name), { recursive: true, force: true });
mkdirSync(join(online, name));
async function* lines() {
  for await (const entry of entries(option('data'))) if (entry[2] <= end) yield JSON.stringify(entry) + '\n';
}
await pipeline(Readable.from(lines()), createWriteStream(join(online, name, 'entries')));
writeFileSync(join(online, name, 'end'), String(end));
// A link is moved in one step, a folder is not.
rmSync(join(online, 'next'), { force: true });
symlinkSync(name, join(online, 'next'));
renameSync(join(online, 'next'), current);
for (const old of readdirSync(online))
  if (old.startsWith('log-') && old !== name) rmSync(join(online, old), { recursive: true });
