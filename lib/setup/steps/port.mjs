import { createServer } from 'node:net';
import { Problem } from '../problem.mjs';

export const DEFAULT_PORT = 8888;

/** @throws Problem where `text` is no port */
export function readPort(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw new Problem(`--port ${text} is not a port`, 'write a whole number from 1024 to 65535, such as --port 8889');
}

/** @throws Problem where another program listens on `port` */
export async function demandFree(port) {
  const code = await tryPort(port);
  if (code === undefined) return;
  if (code === 'EACCES')
    throw new Problem(
      `port ${port} may not be used (it needs the administrator's rights, or the system keeps it for itself)`,
      `take another: ${withPort(await firstFree(Math.max(port + 1, DEFAULT_PORT)))}`,
    );
  const other = await firstFree(port + 1);
  throw new Problem(
    `port ${port} is in use (JupyterLab may be open already)`,
    `stop the other program, or take another port: ${withPort(other)}`,
  );
}

/** PowerShell's npm swallows `--`, so there the script is named. */
function withPort(port) {
  return process.platform === 'win32' ? `node lib/setup/main.mjs lab --port ${port}` : `npm run lab -- --port ${port}`;
}

/** The first port at or after `from` on which nothing listens. */
export async function firstFree(from) {
  for (let port = from; port < 65535; port++) if ((await tryPort(port)) === undefined) return port;
  return DEFAULT_PORT;
}

/** The error's code where nothing can listen there, else undefined. */
function tryPort(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.code));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)));
  });
}
