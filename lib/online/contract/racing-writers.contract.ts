import { spawn } from 'node:child_process';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { packageRoot } from '../../package-root';
import { randomNumbers } from '../../testing/random-numbers';
import type { OnlineStore, OnlineView } from '../online-store';
import { batchOf, driverView } from './rows';
import type { OpenedStore } from './online-lab';

const BATCH = 100;

/** What several writers at once, and one that is killed, leave behind. */
export function describeRacingWriters(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name}: writers at once`, () => {
    let opened: OpenedStore;
    let others: OnlineStore[];
    beforeEach(async () => {
      opened = await open();
      others = [await opened.reopen(), await opened.reopen()];
      await opened.store.update({ drop: [], keep: [driverView] });
    });
    afterEach(async () => {
      for (const store of [opened.store, ...others]) await store.close();
      await opened.cleanUp();
    });

    test('two writers race on one key 1,000 times: what is read is never older than before, at the end the newest', async () => {
      const random = randomNumbers(7);
      const times = Array.from({ length: 1000 }, (_, i) => i).sort(() => random() - 0.5);
      let isDone = false;
      const writers = others.map(async (store, writer) => {
        for (const time of writer === 0 ? times : times.toReversed()) {
          await store.write(driverView, batchOf(driverView, [{ key: [1], at: 2 * time + writer, values: [time] }]));
        }
      });
      const reader = async (): Promise<void> => {
        for (let last = -1; !isDone;) {
          const [row] = await opened.store.read(driverView, ['trips'], [[1]]);
          expect(row?.us ?? -1).toBeGreaterThanOrEqual(last);
          last = row?.us ?? -1;
          await new Promise(setImmediate);
        }
      };
      const reading = reader();
      await Promise.all(writers).finally(() => (isDone = true));
      await reading;
      expect(await opened.store.read(driverView, ['trips'], [[1]])).toEqual([{ us: 1999, ns: 0, values: [999] }]);
    }, 600_000);

    test('two writers of the same many keys in opposite orders: neither waits for the other for ever', async () => {
      const keys = Array.from({ length: 300 }, (_, i) => i);
      const batch = (writer: number) =>
        batchOf(
          driverView,
          (writer === 0 ? keys : keys.toReversed()).map((key) => ({ key: [key], at: writer, values: [writer] })),
        );
      for (let i = 0; i < 5; i++)
        await Promise.all(others.map((store, writer) => store.write(driverView, batch(writer))));
      const rows = await opened.store.read(
        driverView,
        ['trips'],
        keys.map((key) => [key]),
      );
      expect(rows).toEqual(keys.map(() => ({ us: 1, ns: 0, values: [1] })));
    });

    test('a writer that is killed leaves whole rows; the same work done again ends as if nothing had been', async () => {
      if (!opened.elsewhere) return;
      const answered = await killedWriter(opened.elsewhere.expression, opened.elsewhere.view(pairView));
      expect(answered).toBeGreaterThanOrEqual(3);
      const keys = Array.from({ length: answered * BATCH }, (_, i) => [i]);
      const rows = await opened.store.read(pairView, ['a', 'b'], keys);
      expect(rows).toEqual(keys.map(([key]) => ({ us: 1, ns: 0, values: [key, key] })));
      const all = [...keys, ...Array.from({ length: 2 * BATCH }, (_, i) => [keys.length + i])];
      await opened.store.write(
        pairView,
        batchOf(
          pairView,
          all.map((key) => ({ key, at: 1, values: [key[0], key[0]] })),
        ),
      );
      expect(await opened.store.read(pairView, ['a', 'b'], all)).toEqual(
        all.map(([key]) => ({ us: 1, ns: 0, values: [key, key] })),
      );
    });
  });
}

const pairView: OnlineView = {
  ...driverView,
  name: 'pair',
  features: [
    { name: 'a', type: 'int64' },
    { name: 'b', type: 'int64' },
  ],
};

/** A process that writes batches and says so after each; killed after the third. Answers how many it said. */
async function killedWriter(expression: string, view: OnlineView): Promise<number> {
  const script = `
    const featlab = require('./dist/lib/index.js');
    const store = ${expression};
    const view = ${JSON.stringify(view)};
    const ids = (batch) => ({ type: 'int64', values: BigInt64Array.from({ length: ${String(BATCH)} }, (_, i) => BigInt(batch * ${String(BATCH)} + i)) });
    (async () => {
      for (let batch = 0; ; batch++) {
        const eventTime = { us: new Float64Array(${String(BATCH)}).fill(1) };
        await store.write(view, { length: ${String(BATCH)}, keys: [ids(batch)], eventTime, createdTime: undefined, features: [ids(batch), ids(batch)] });
        require('node:fs').writeSync(1, '.');
      }
    })();`;
  const child = spawn(process.execPath, ['-e', script], { cwd: packageRoot(), stdio: ['ignore', 'pipe', 'inherit'] });
  let answered = 0;
  child.stdout.on('data', (dots: Buffer) => {
    answered += dots.length;
    if (answered >= 3) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.on('close', resolve));
  return answered;
}
