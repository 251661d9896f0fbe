import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { get } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { inRoot } from '../root.mjs';
import { jupyterEnv } from './jupyter-env.mjs';
import { venvPython } from './venv.mjs';

/** Starts JupyterLab on `folder`, opened at `notebook`, and waits until the user stops it. Answers the exit code. */
export async function jupyterLab({ folder, notebook, port, browser }) {
  const page = `/lab/tree/${notebook}`;
  const lab = launch({ folder, page, port, browser });
  const stopping = stopWithUs(lab.child);
  if (await isOpen(lab.child, port)) {
    process.stdout.write(
      `\nJupyterLab is open at\n  http://localhost:${port}${page}?token=${lab.token}\nStop it with Ctrl+C.\n`,
    );
  }
  const code = await lab.ended;
  if (!stopping.stopped) return code;
  process.stdout.write('\nJupyterLab stopped.\n');
  return 0;
}

/** A JupyterLab that a program opens, not a user: answers when it does, with `{ url, token, stop }`. */
export async function startJupyterLab({ folder, page, port }) {
  const lab = launch({ folder, page, port, browser: false, driven: true });
  if (!(await isOpen(lab.child, port))) throw new Error(`JupyterLab ended with code ${await lab.ended}`);
  const stop = () => {
    lab.child.kill('SIGTERM');
    return lab.ended;
  };
  return { url: `http://127.0.0.1:${port}`, token: lab.token, stop };
}

/** What the kernel and Jupyter say of nothing that is wrong. */
const NOISE = /^unknown msg_type: history_request|received signal 15|^\s*$/;

function launch({ folder, page, port, browser, driven }) {
  const token = randomBytes(12).toString('hex');
  const child = spawn(venvPython, ['-m', 'jupyterlab', ...options({ folder, page, port, browser, token, driven })], {
    cwd: inRoot(),
    env: jupyterEnv(),
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  createInterface(child.stderr).on('line', (line) => NOISE.test(line) || process.stderr.write(`${line}\n`));
  // One that was killed has no code.
  return { child, token, ended: new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1))) };
}

function options({ folder, page, port, browser, token, driven }) {
  return [
    ...(browser ? [] : ['--no-browser']),
    ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
    // So that a program can ask for the dark theme.
    ...(driven ? ['--LabApp.expose_app_in_browser=True'] : []),
    '--ip=127.0.0.1',
    `--port=${port}`,
    '--ServerApp.port_retries=0',
    `--ServerApp.root_dir=${folder}`,
    `--LabApp.default_url=${page}`,
    // A browser in a sandbox of its own cannot read the file that Jupyter would redirect through.
    '--ServerApp.use_redirect_file=False',
    '--ServerApp.answer_yes=True',
    ...forwardedBy(process.env, port),
    `--IdentityProvider.token=${token}`,
    '--MultiKernelManager.default_kernel_name=tslab',
    '--LabApp.extension_manager=readonly',
    '--log-level=ERROR',
    '--LabApp.log_level=ERROR',
  ];
}

/** Codespaces' browser asks from another address than the one that its request arrives at: the kernel would refuse it. */
function forwardedBy(env, port) {
  const { CODESPACE_NAME: name, GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN: domain } = env;
  if (!name || !domain) return [];
  return [`--ServerApp.allow_origin=https://${name}-${port}.${domain}`];
}

/** Ctrl+C reaches the whole terminal; where it reaches only us, Jupyter is told to end its kernels and stop. */
function stopWithUs(child) {
  const state = { stopped: false };
  const stop = () => {
    state.stopped = true;
    if (process.platform !== 'win32') child.kill('SIGTERM');
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return state;
}

/** Waits for the first answer; false where JupyterLab ends before it. */
async function isOpen(child, port) {
  while (child.exitCode === null && child.signalCode === null) {
    if (await answersOnce(port)) return true;
    await pause(100);
  }
  return false;
}

function answersOnce(port) {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path: '/api' }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on('error', () => resolve(false));
  });
}
