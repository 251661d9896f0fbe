import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { program } from './find-program.mjs';

export const REDIS = program('redis-server', 'npm run setup:system (as root on Debian), or install Redis 7');

/** A Redis that keeps nothing on disk. */
export function redisServer(servers, port, options = []) {
  const folder = join(servers.folder, String(port));
  mkdirSync(folder);
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  return servers.start(port, 'redis-server', [...args, ...options]);
}
