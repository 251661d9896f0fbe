import { PassThrough } from 'node:stream';

import { afterEach, describe, expect, test, vi } from 'vitest';

import { PackageError } from '../errors';
import { cell } from './cell';
import { paint } from './paint';
import { exitCodeOf, shownError } from './print-error';
import { createProgress } from './progress';
import { table } from './table';

afterEach(() => vi.unstubAllEnvs());

describe('colour', () => {
  test('on a terminal', () => {
    vi.stubEnv('NO_COLOR', undefined);
    expect(paint('red', 'no', { isTTY: true })).toBe('\u001b[31mno\u001b[39m');
    expect(paint('red', 'no', { isTTY: false })).toBe('no');
  });

  test('never with NO_COLOR', () => {
    vi.stubEnv('NO_COLOR', '1');
    vi.stubEnv('FORCE_COLOR', '1');
    expect(paint('red', 'no', { isTTY: true })).toBe('no');
  });
});

describe('the bar', () => {
  const terminal = (isTTY: boolean) => {
    const stream = Object.assign(new PassThrough(), { isTTY, columns: 80 });
    return { stream: stream as unknown as NodeJS.WriteStream, text: () => String(stream.read() ?? '') };
  };

  test('comes with the first step of several, and goes with the last', async () => {
    const { stream, text } = terminal(true);
    const { onProgress, stop } = await createProgress(stream);
    onProgress({ view: 'driver_stats', done: 100_000, total: 250_000 });
    onProgress({ view: 'driver_stats', done: 250_000, total: 250_000 });
    stop();
    expect(text()).toContain('driver_stats [');
  });

  test('Ctrl-C ends the process as ever, and the terminal is as it was', async () => {
    const { stream, text } = terminal(true);
    const before = process.listenerCount('SIGINT');
    const { onProgress, stop } = await createProgress(stream);
    onProgress({ view: 'driver_stats', done: 1, total: 2 });
    expect(process.listenerCount('SIGINT')).toBe(before);
    expect(text()).not.toContain('\u001b[?');
    stop();
  });

  test('does not come for what is done at once', async () => {
    const { stream, text } = terminal(true);
    (await createProgress(stream)).onProgress({ view: 'driver_stats', done: 5, total: 5 });
    expect(text()).toBe('');
  });

  test('does not come in a pipe', async () => {
    const { stream, text } = terminal(false);
    (await createProgress(stream)).onProgress({ view: 'driver_stats', done: 1, total: 2 });
    expect(text()).toBe('');
  });
});

describe('tables', () => {
  test('numbers stand to the right, nulls among them, texts to the left', () => {
    expect(
      table(
        ['NAME', 'READ'],
        [
          ['a', '1,000'],
          ['longer', 'null'],
          ['b', '-1.5e-7'],
        ],
      ),
    ).toBe(['NAME       READ', 'a         1,000', 'longer     null', 'b       -1.5e-7'].join('\n'));
  });

  test.each([
    [null, 'null'],
    ['text', 'text'],
    ['', '""'],
    ['two\nlines', '"two\\nlines"'],
    ['\u001b[31m', '"\\u001b[31m"'],
    [9007199254740993n, '9007199254740993'],
    [NaN, 'NaN'],
    [new Uint8Array([1, 2]), 'AQI='],
  ])('a value on one line, case %#', (value, text) => {
    expect(cell(value)).toBe(text);
  });
});

describe('an error that featlab does not know', () => {
  test('is one line and how to see more; exit code 2', () => {
    const shown = shownError(new TypeError('x is\n  undefined'));
    expect(shown.message).toBe(
      'featlab failed in a way it does not know: TypeError: x is undefined\nfix: run again with --verbose, and report what it prints',
    );
    expect(exitCodeOf(shown)).toBe(2);
  });

  test('a missing package is a broken environment', () => {
    expect(exitCodeOf(shownError(new PackageError('PACKAGE_MISSING', 'no danfojs-node', 'install it')))).toBe(2);
  });
});
