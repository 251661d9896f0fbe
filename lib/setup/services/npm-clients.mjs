import { cpSync, readFileSync } from 'node:fs';
import { Problem } from '../problem.mjs';
import { inRoot } from '../root.mjs';
import { npm } from '../steps/npm.mjs';
import { cached } from './cache.mjs';

/** The packages of `npm/NAME/package-lock.json` here. Answers the folder that has them in its node_modules. */
export function npmClients(name) {
  const pinned = inRoot('lib', 'setup', 'services', 'npm', name);
  const lock = readFileSync(inRoot('lib', 'setup', 'services', 'npm', name, 'package-lock.json'));
  return cached(`npm-${name}`, lock, async (folder) => {
    cpSync(pinned, folder, { recursive: true });
    const { code, stdout, stderr } = await npm(
      ['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
      process.env,
      folder,
    );
    if (code !== 0)
      throw new Problem(
        `npm could not install ${name}'s clients: ${(stderr || stdout).trim()}`,
        'check the network, and run the same command',
      );
  });
}
