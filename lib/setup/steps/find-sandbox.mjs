import { existsSync } from 'node:fs';
import { capture } from '../capture.mjs';

const BWRAP = '/usr/bin/bwrap';
const TRIED = ['--unshare-all', '--unshare-user', '--disable-userns', '--ro-bind', '/', '/', '/usr/bin/true'];

/** Can bubblewrap make a sandbox here? Its own word for it is not enough: it is tried. */
export async function findSandbox() {
  if (process.platform !== 'linux') {
    const fix = 'grade on Linux (a virtual machine or WSL 2 will do), or code that you trust with --allow-unsafe';
    return { works: false, found: `there is none on ${process.platform}`, fix };
  }
  if (!existsSync(BWRAP)) {
    const fix = 'npm run setup:system as root, or: sudo apt install bubblewrap (dnf, pacman and zypper call it so too)';
    return { works: false, found: 'bubblewrap is not installed', fix };
  }
  const { code, stderr } = await capture(BWRAP, TRIED);
  if (code === 0) return { works: true, found: (await capture(BWRAP, ['--version'])).stdout.trim() };
  const said = stderr.trim().split('\n')[0];
  return { works: false, found: `bubblewrap makes no sandbox: ${said}`, fix: fixOf(said) };
}

function fixOf(said) {
  if (!/permission|not permitted|uid map/i.test(said))
    return 'bubblewrap 0.8 or newer is needed, on a kernel of 5.14 or newer';
  const profile =
    'abi <abi/4.0>, include <tunables/global> profile bwrap /usr/bin/bwrap flags=(unconfined) { userns, }';
  return `allow user namespaces. Ubuntu 24.04: put \`${profile}\` into /etc/apparmor.d/bwrap (a line for each part), then sudo systemctl reload apparmor. Debian: sudo sysctl kernel.unprivileged_userns_clone=1. In a container: run it with --security-opt seccomp=unconfined`;
}
