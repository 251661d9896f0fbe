import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BIN = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'cli', 'bin.js');
const NOW = '2025-06-10T12:00:00Z';

const COMMANDS = {
  'feature-views list': ['feature-views', 'list'],
  'apply, nothing changed': ['apply'],
  'materialize-incremental, nothing new': ['materialize-incremental', NOW],
  'get-online-features': [
    ...['get-online-features', '--entity-rows', '[{"driver_id":1001}]'],
    ...['--features', 'driver_hourly_stats:conv_rate'],
  ],
};

/** Commands on the class's repository, from start to end of the process, beside Node's own start. */
export function cliRows({ folder, python }) {
  return Object.entries(COMMANDS).map(([name, args]) => ({
    name: `cli ${name}`,
    unit: 'ms',
    runs: 10,
    goals: [{ below: 500, unit: 'ms' }],
    contestants: () => ({
      featlab: {
        module: 'command',
        options: { program: process.execPath, args: [BIN, '--now', NOW, ...args], cwd: repository(folder) },
      },
      'node -e 0': { module: 'command', options: { program: process.execPath, args: ['-e', '0'], cwd: folder } },
      ...(python && name === 'feature-views list'
        ? {
            'import feast': {
              module: 'command',
              options: { program: python, args: ['-c', 'import feast'], cwd: folder },
              runs: 2,
            },
          }
        : {}),
    }),
  }));
}

/** What `featlab init` makes, applied and materialized. */
function repository(folder) {
  const made = join(folder, 'class_repo');
  const run = (cwd, ...args) => execFileSync(process.execPath, [BIN, '--now', NOW, ...args], { cwd, stdio: 'ignore' });
  if (!existsSync(made)) run(folder, 'init', 'class_repo');
  run(made, 'apply');
  run(made, 'materialize-incremental', NOW);
  return made;
}
