import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { packageRoot } from './package-root';
import { DriverRepository, NOW } from './testing/driver-repository';
import { runCli } from './testing/run-cli';
import type { CliRun } from './testing/run-cli';

let template: DriverRepository;

beforeAll(async () => {
  template = new DriverRepository();
  await template.with(async (store) => {
    await store.apply();
    await store.materializeIncremental(NOW);
  });
});
afterAll(() => {
  template.remove();
});

const HOLDER = `
  const [path, begin] = process.argv.slice(1);
  globalThis.held = require('better-sqlite3')(path);
  held.exec(begin);
  process.stdout.write('held\\n');
  process.stdin.resume();
`;

/** Runs `body` while another process holds a lock on a database of the repository. */
async function whileHeld<T>(file: string, begin: string, body: () => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, ['-e', HOLDER, file, begin], {
    cwd: packageRoot(),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  try {
    await once(createInterface(child.stdout), 'line');
    return await body();
  } finally {
    child.kill();
    await exit;
  }
}

const NO_VIEWS =
  "import { entity } from 'featlab';\nexport const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });\n";

interface Locked {
  readonly name: string;
  readonly file: string;
  readonly begin: string;
  readonly args: readonly string[];
  readonly breaks?: (given: DriverRepository) => void;
}

const LOCKED: readonly Locked[] = [
  {
    name: 'a registry held by another process, at a read',
    file: 'registry.db',
    begin: 'BEGIN EXCLUSIVE',
    args: ['get-online-features', '--features', 'driver_stats:trips', '--entity-rows', '[{"driver_id":1001}]'],
  },
  {
    name: 'a registry written by another process, at an apply that drops a view',
    file: 'registry.db',
    begin: 'BEGIN IMMEDIATE',
    args: ['apply'],
    breaks: (given) => given.write('features.ts', NO_VIEWS),
  },
  {
    name: 'an online store written by another process, at an apply that drops a view',
    file: 'online_store.db',
    begin: 'BEGIN IMMEDIATE',
    args: ['apply'],
    breaks: (given) => given.write('features.ts', NO_VIEWS),
  },
  {
    name: 'an online store written by another process, at materialize',
    file: 'online_store.db',
    begin: 'BEGIN IMMEDIATE',
    args: ['materialize', '2025-06-01T00:00:00Z', NOW],
  },
];

/** Each waits its five seconds for the lock, so they wait together. */
test.concurrent.each(LOCKED)(
  '$name: two lines, exit 1, and nothing half done',
  async ({ file, begin, args, breaks }) => {
    const given = new DriverRepository(template);
    try {
      const before = given.state();
      breaks?.(given);
      const refused = await whileHeld(given.path('data', file), begin, () => run(given, args));
      expect(refused).toMatchObject({ exit: 1, stdout: '' });
      expect(refused.stderr.trimEnd().split('\n')).toEqual([
        expect.stringContaining(file),
        expect.stringMatching(/^fix: wait until/),
      ]);
      given.restore();
      expect(given.state()).toEqual(before);
      expect(await run(given, args)).toMatchObject({ exit: 0, stderr: '' });
    } finally {
      given.remove();
    }
  },
);

test('online reads go on while another process writes', async () => {
  const read = [
    'get-online-features',
    '--json',
    '--features',
    'driver_stats:trips',
    '--entity-rows',
    '[{"driver_id":1001}]',
  ];
  const { exit, stdout } = await whileHeld(template.path('data', 'online_store.db'), 'BEGIN IMMEDIATE', () =>
    run(template, read),
  );
  expect({ exit, rows: JSON.parse(stdout) }).toEqual({
    exit: 0,
    rows: { rows: [{ driver_id: 1001, trips: 11 }], statuses: [{ trips: 'PRESENT' }] },
  });
});

function run(given: DriverRepository, args: readonly string[]): Promise<CliRun> {
  return runCli([...args, '--now', NOW], { cwd: given.folder });
}
