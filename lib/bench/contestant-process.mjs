import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onCores } from './cores.mjs';

const SCRIPTS = { node: './contestant.mjs', python: './peers/contestant.py' };

/**
 * Starts a contestant.
 * @param spec `{ module, options, python? }`: a module of contestants/, or with `python`, the interpreter, one of peers/
 * @param cores how many processors it may use
 */
export function startContestant({ module, options, python }, cores) {
  const script = fileURLToPath(new URL(SCRIPTS[python ? 'python' : 'node'], import.meta.url));
  const name = python ? module : new URL(`./contestants/${module}.mjs`, import.meta.url).href;
  const command = [python ?? process.execPath, script, name, JSON.stringify(options)];
  const [program, ...args] = onCores(cores, command);
  const env = { ...process.env, POLARS_MAX_THREADS: String(cores), DUCKDB_THREADS: String(cores), TQDM_DISABLE: '1' };
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'], env });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise((resolve) => child.on('close', resolve));
  return {
    /** @param what `run`, `check` or `peak` */
    ask: async (what) => {
      child.stdin.write(`${what}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${module} ended with ${await ended}`);
      return JSON.parse(value);
    },
    close: () => {
      child.stdin.end();
      return ended;
    },
  };
}
