import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { packageRoot } from '../package-root';
import { DriverRepository, FEATURES, NOW } from '../testing/driver-repository';
import { runCli } from '../testing/run-cli';

// What is typed wrong, and where answers go.
let repository: string;
let home: string;
beforeAll(async () => {
  repository = new DriverRepository().folder;
  home = mkdtempSync(join(tmpdir(), 'featlab-home-'));
  await runCli(['apply'], { cwd: repository });
});

describe('arguments: two lines on stderr, exit code 1', () => {
  test.each([
    [['aply'], "unknown command 'aply'\nfix: did you mean apply?\n"],
    [['feature-view', 'list'], "unknown command 'feature-view'\nfix: did you mean feature-views?\n"],
    [['feature-views', 'lst'], "unknown command 'lst'\nfix: did you mean list?\n"],
    [
      ['entities'],
      'featlab entities is half a command\nfix: write featlab entities list or featlab entities describe\n',
    ],
    [['apply', '--jsn'], "unknown option '--jsn'\nfix: did you mean --json?\n"],
    [
      ['materialize-incremental'],
      "missing required argument 'end'\nfix: see featlab materialize-incremental --help; for example: featlab materialize-incremental 2025-06-10T12:00:00Z\n",
    ],
    [
      ['skew', '--sample', 'few'],
      "option '--sample <n>' argument 'few' is invalid. It is not a whole number.\nfix: see featlab skew --help; for example: featlab skew --sample 100 --seed 1\n",
    ],
    [
      ['skew', '--now', 'noon'],
      '--now: "noon" is not a time\nfix: write ISO 8601, such as 2025-01-31T10:00:00Z (without a zone it is UTC), or pass a Date\n',
    ],
    [
      ['get-online-features', '--features', 'driver_stats:trips', '--entity-rows', '{driver_id: 1001}'],
      expect.stringMatching(/^--entity-rows is not JSON \([^\n]*\)\nfix: [^\n]*\n$/),
    ],
    [
      ['get-online-features', '--features', 'driver_stats:trips', '--entity-rows', '{"driver_id":1001}'],
      '--entity-rows is no array\nfix: write [{"driver_id":1001}], an object for each row\n',
    ],
  ])('featlab %j', async (args, stderr) => {
    expect(await runCli(args, { cwd: repository })).toEqual({ exit: 1, stdout: '', stderr });
  });
});

describe('what serve cannot be told', () => {
  test.each([
    ['--port <port>', '99999', 'It is not a port: 0 to 65535.'],
    ['--max-rows <n>', '0', 'It is not a whole number from 1 on.'],
    ['--max-body <bytes>', '0', 'It is not a whole number from 1 on.'],
    ['--host <host>', '', 'It is empty: 127.0.0.1 is this machine alone.'],
  ])('%s %j', async (option, given, why) => {
    const { exit, stderr } = await runCli(['serve', `${option.split(' ')[0]}=${given}`], { cwd: repository });
    expect(exit).toBe(1);
    expect(stderr).toBe(
      `option '${option}' argument '${given}' is invalid. ${why}\nfix: see featlab serve --help; for example: featlab serve --port 6566\n`,
    );
  });
});

describe('help', () => {
  test('of featlab lists the commands', async () => {
    const { exit, stdout, stderr } = await runCli([], { cwd: home });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    const commands = [...stdout.matchAll(/^ {2}([a-z][a-z-]+) /gm)].map(([, name]) => name);
    expect(commands).toEqual([
      ...['init', 'plan', 'apply', 'teardown', 'entities', 'data-sources', 'feature-views'],
      ...['on-demand-feature-views', 'feature-services'],
      ...['materialize', 'materialize-incremental', 'push', 'get-historical-features', 'get-online-features'],
      ...['explain', 'skew', 'serve', 'version', 'help'],
    ]);
  });

  test('of a command: its options, those of all commands, an example', async () => {
    const { exit, stdout } = await runCli(['feature-views', 'describe', '--help'], { cwd: home });
    expect(exit).toBe(0);
    expect(stdout).toMatch(
      /--chdir[^]*--now[^]*--json[^]*--verbose[^]*Example:\n {2}featlab feature-views describe driver_hourly_stats\n$/,
    );
  });
});

describe('which repository', () => {
  test('-c stands before the command or after it', async () => {
    const before = await runCli(['-c', repository, 'entities', 'list', '--json'], { cwd: home });
    const after = await runCli(['entities', 'list', '--json', `--chdir=${repository}`], { cwd: home });
    expect(JSON.parse(before.stdout)).toMatchObject([{ name: 'driver' }]);
    expect(after).toEqual(before);
  });

  test('apply from the wrong folder says where it looked, and what to type', async () => {
    const { exit, stderr } = await runCli(['apply'], { cwd: join(repository, 'data') });
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^there is no feature_store.yaml in .*data\nfix: add -c \.\.\n$/);
    expect((await runCli(['apply', '-c', '..'], { cwd: join(repository, 'data') })).exit).toBe(0);
  });

  test('a folder that holds the repository', async () => {
    const { stderr } = await runCli(['skew'], { cwd: dirname(repository) });
    expect(stderr).toMatch(/^there is no feature_store.yaml in .*, nor in a folder above it\nfix: /);
  });
});

describe('--json', () => {
  test('an error is the one document on stdout, and two lines on stderr', async () => {
    const { exit, stdout, stderr } = await runCli(
      ['explain', 'driver_stats:trip', '--entity', '{"driver_id":1001}', '--json'],
      {
        cwd: repository,
      },
    );
    expect(exit).toBe(1);
    const message = 'unknown feature trip in view driver_stats\nfix: did you mean driver_stats:trips?';
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'NAME_UNKNOWN', message, fix: 'did you mean driver_stats:trips?' },
    });
    expect(stderr).toBe(`${message}\n`);
  });

  test('wrong arguments too', async () => {
    const { stdout } = await runCli(['--json', 'aply'], { cwd: repository });
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'INPUT_INVALID', fix: 'did you mean apply?' } });
  });

  test('big integers in and out are exact', async () => {
    const args = [
      'get-online-features',
      '--features',
      'driver_stats:trips',
      '--entity-rows',
      '[{"driver_id":9007199254740993}]',
    ];
    const { stdout } = await runCli([...args, '--json'], { cwd: repository });
    expect(JSON.parse(stdout)).toEqual({
      rows: [{ driver_id: '9007199254740993', trips: null }],
      statuses: [{ trips: 'NOT_FOUND' }],
    });
  });
});

describe('stdout and stderr', () => {
  test('what features.ts logs goes to stderr with --json: stdout is one document', async () => {
    const chatty = new DriverRepository();
    chatty.write('features.ts', `${FEATURES}console.log('reading', 1);\n`);
    const { exit, stdout, stderr } = await runCli(['plan', '--json'], { cwd: chatty.folder });
    chatty.remove();
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: 'reading 1\n' });
    expect(JSON.parse(stdout)).toMatchObject({ unchanged: [] });
  });

  test('skew reports also where a derive function throws at a row that no path ever asks for', async () => {
    const own = new DriverRepository();
    own.edit(
      'features.ts',
      "schema: { conv_rate: 'float32', trips: 'int64' },",
      "schema: { rest: 'float64' },\n  derive: { rest: (row) => { if (row.event_timestamp.getUTCHours() === 10) throw new Error('ten'); return 1; } },",
    );
    await runCli(['apply'], { cwd: own.folder });
    const { exit, stdout, stderr } = await runCli(['skew', '--now', NOW], { cwd: own.folder });
    expect([exit, stdout]).toEqual([
      1,
      expect.stringMatching(/^3 keys, 3 values checked: 3 values differ\n\nthe first:\ndriver_stats:rest of /),
    ]);
    expect(stderr).toMatch(
      /^skew: 3 values differ .* the first in driver_stats:\w+ of \{"driver_id":1001\}\nfix: materialize/,
    );
    own.remove();
  });

  test('no colour in a pipe, whatever the terminal can', async () => {
    const { stdout } = await runCli(['feature-views', 'list'], { cwd: repository, env: { FORCE_COLOR: '1' } });
    expect(stdout).not.toContain('\u001b');
  });

  test('an await in features.ts that never comes back is an error, not a silent success', async () => {
    const waiting = new DriverRepository();
    waiting.write('features.ts', `${FEATURES}\nawait new Promise(() => {});\n`);
    const { exit, stdout, stderr } = await runCli(['apply'], { cwd: waiting.folder });
    waiting.remove();
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toMatch(/^featlab ended before it was done: .*\nfix: look for an await in features\.ts/);
  });

  test('a reader that has seen enough is no error', async () => {
    const bin = join(packageRoot(), 'lib', 'cli', 'bin.js');
    const child = spawn(process.execPath, [bin, 'feature-views', 'list'], { cwd: repository });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
    const exit = await new Promise((resolve) => child.on('close', resolve));
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  });

  test('--verbose shows the stack, and nothing else does', async () => {
    const args = ['materialize-incremental', '2999-01-01T00:00:00Z', '--now', NOW];
    const quiet = await runCli(args, { cwd: repository });
    const verbose = await runCli([...args, '--verbose'], { cwd: repository });
    expect(quiet.stderr).not.toMatch(/^ +at /m);
    expect(verbose.stderr.startsWith(quiet.stderr)).toBe(true);
    expect(verbose.stderr).toMatch(/^InputError: .*\nfix: .*\n +at /m);
  });
});
