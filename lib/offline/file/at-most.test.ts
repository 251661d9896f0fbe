import { expect, test } from 'vitest';

import { atMost } from './at-most';

test('no more tasks than that run at once, the first come first, and a failed one makes room', async () => {
  const queue = atMost(2);
  const started: number[] = [];
  const finish: (() => void)[] = [];
  const tasks = [0, 1, 2, 3, 4].map((task) =>
    queue(async () => {
      started.push(task);
      await new Promise<void>((resolve) => (finish[task] = resolve));
      if (task === 1) throw new Error('failed');
      return task;
    }),
  );
  const settled = Promise.allSettled(tasks);
  expect(started).toEqual([0, 1]);
  for (const task of [1, 0, 2, 3, 4]) {
    finish[task]();
    await tasks[task].catch(() => undefined);
    await new Promise(setImmediate);
  }
  expect(started).toEqual([0, 1, 2, 3, 4]);
  expect((await settled).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
});
