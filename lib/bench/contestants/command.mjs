import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scratch } from '../scratch.mjs';

const PRELOAD = fileURLToPath(new URL('./peak-at-exit.cjs', import.meta.url));

/** A command, from its start to its end. `peak` is the command's own, where it runs on Node. */
export default function command({ program, args, cwd }) {
  const run = (env = process.env) => {
    const { status, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`);
  };
  return {
    run: () => run(),
    peak: () => {
      if (program !== process.execPath) return null;
      const file = join(scratch().folder, 'peak');
      run({ ...process.env, NODE_OPTIONS: `--require=${PRELOAD}`, FEATLAB_PEAK_FILE: file });
      return Number(readFileSync(file, 'utf8'));
    },
  };
}
