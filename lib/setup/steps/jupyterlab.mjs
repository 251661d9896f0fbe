import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { inRoot } from '../root.mjs';
import { jupyterEnv } from './jupyter-env.mjs';
import { venvPython } from './venv.mjs';

/** Starts JupyterLab on `folder`, opened at `notebook`, and waits until the user stops it. Answers the exit code. */
export async function jupyterLab({ folder, notebook, port, browser }) {
  const token = randomBytes(12).toString('hex');
  const page = `/lab/tree/${notebook}`;
  const child = spawn(venvPython, ['-m', 'jupyterlab', ...options({ folder, page, port, browser, token })], {
    cwd: inRoot(),
    env: jupyterEnv(),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('close', (code) => resolve(code ?? 0)));
  const stopping = stopWithUs(child);
  await Promise.race([ended, answers(port)]);
  if (child.exitCode === null) {
    process.stdout.write(
      `\nJupyterLab is open at\n  http://localhost:${port}${page}?token=${token}\nStop it with Ctrl+C.\n`,
    );
  }
  const code = await ended;
  if (!stopping.stopped) return code;
  process.stdout.write('\nJupyterLab stopped.\n');
  return 0;
}

function options({ folder, page, port, browser, token }) {
  return [
    ...(browser ? [] : ['--no-browser']),
    ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
    '--ip=127.0.0.1',
    `--port=${port}`,
    '--ServerApp.port_retries=0',
    `--ServerApp.root_dir=${folder}`,
    `--LabApp.default_url=${page}`,
    // A browser in a sandbox of its own cannot read the file that Jupyter would redirect through.
    '--ServerApp.use_redirect_file=False',
    '--ServerApp.answer_yes=True',
    `--IdentityProvider.token=${token}`,
    '--MultiKernelManager.default_kernel_name=tslab',
    '--LabApp.extension_manager=readonly',
    '--log-level=ERROR',
    '--LabApp.log_level=ERROR',
  ];
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

async function answers(port) {
  while (!(await answersOnce(port))) await pause(100);
}

function answersOnce(port) {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path: '/api' }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on('error', () => resolve(false));
  });
}
