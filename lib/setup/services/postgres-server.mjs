import { chownSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findProgram } from './find-program.mjs';

const DEBIAN = '/usr/lib/postgresql';
const NOBODY = 65534;

export const POSTGRES = {
  name: 'postgres (initdb)',
  look: postgresPrograms,
  fix: 'npm run setup:system (as root on Debian), or install PostgreSQL 15 or newer with its server programs on the PATH',
};

/** The folder of the server's programs. Debian puts them in one per version, none of them on the PATH. */
export function postgresPrograms() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = versions.map((version) => join(DEBIAN, version, 'bin'));
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')));
  return found ?? (findProgram('initdb') && findProgram('postgres') && join(findProgram('initdb'), '..'));
}

/** A fresh database cluster in the suite's folder, quick and careless: it is thrown away. */
export async function postgresServer(servers, port) {
  const bin = postgresPrograms();
  const data = join(servers.folder, 'data');
  if (process.getuid?.() === 0) chownSync(servers.folder, NOBODY, NOBODY);
  const init = ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8'];
  const { code, stdout, stderr } = await servers.run(...asNobody(join(bin, 'initdb'), init));
  if (code !== 0) throw servers.problem(`initdb failed: ${stdout}${stderr}`, POSTGRES.fix);
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'timezone=UTC'];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  await servers.start(port, ...asNobody(join(bin, 'postgres'), args));
  // Its port is open before it takes queries.
  while ((await servers.run(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)])).code !== 0)
    await pause(20);
}

/** Neither initdb nor postgres runs as root. */
function asNobody(program, args) {
  if (process.getuid?.() !== 0) return [program, args];
  return ['setpriv', [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', program, ...args]];
}
