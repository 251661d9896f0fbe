import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { OwnProject } from '../../testing/own-project';
import type { OnlineStore } from '../online-store';
import { batchOf, driverView } from './rows';

export interface RemoteStore {
  /** Opens a way to the server. */
  readonly way: () => Promise<Way>;
  /** The store at the way's address. */
  readonly open: (address: string, timeoutMs: number) => OnlineStore;
}

/** The way to a server, which a test can cut and mend, and slow down until nothing comes through. */
export interface Way {
  /** What leads there, as the store's options have it: host:port. */
  readonly address: string;
  /** Ends every connection; new ones end at once. */
  cut(): void;
  mend(): void;
  /** Connections stay; nothing passes any more. */
  hold(): void;
  release(): void;
  close(): Promise<void>;
}

/** What every online store behind a network promises beside the contract of all: what a cut or slow network does. */
export function describeRemoteStore(name: string, { way, open }: RemoteStore): void {
  describe(`${name}: the contract of remote stores`, () => {
    const row = batchOf(driverView, [{ key: [1], at: 1, values: [7] }]);
    let server: Way;
    let project: OwnProject;
    let store: OnlineStore;
    beforeEach(async () => {
      server = await way();
      project = new OwnProject();
      store = project.of(open(server.address, 1_000));
      await store.write(driverView, row);
    });
    afterEach(async () => {
      await store.close();
      server.mend();
      await project.cleanUp(open(server.address, 20_000));
      await server.close();
    });

    const read = async () => store.read(driverView, ['trips'], [[1]]);
    const unreachable = { name: 'StoreError', code: 'STORE_UNREACHABLE', message: expect.stringContaining('\nfix: ') };

    test('a server that is gone is a StoreError; when it is back, the same store goes on', async () => {
      expect(await read()).toMatchObject([{ values: [7] }]);
      server.cut();
      await expect(read()).rejects.toMatchObject(unreachable);
      await expect(store.write(driverView, row)).rejects.toMatchObject(unreachable);
      await expect(store.generation(driverView)).rejects.toMatchObject(unreachable);
      server.mend();
      expect(await untilItAnswers(read)).toMatchObject([{ values: [7] }]);
      expect(await store.write(driverView, row)).toBe(1);
    });

    test('a server that does not answer in time is one too, and is waited for no longer', async () => {
      expect(await read()).toMatchObject([{ values: [7] }]);
      server.hold();
      await expect(read()).rejects.toMatchObject(unreachable);
      server.release();
      expect(await untilItAnswers(read)).toMatchObject([{ values: [7] }]);
    });

    test('nor is the connection of one that is late from the beginning one for ever', async () => {
      server.hold();
      const other = project.of(open(server.address, 300));
      const ask = async () => other.read(driverView, ['trips'], [[1]]);
      await expect(ask()).rejects.toMatchObject(unreachable);
      server.release();
      expect(await untilItAnswers(ask)).toMatchObject([{ values: [7] }]);
      await other.close();
    });

    test('a server that never was there is one too', async () => {
      server.cut();
      const other = project.of(open(server.address, 1_000));
      await expect(other.read(driverView, ['trips'], [[1]])).rejects.toMatchObject(unreachable);
      await other.close();
    });

    test('a closed store is closed for good, and may be closed again', async () => {
      await store.close();
      await store.close();
      await expect(read()).rejects.toMatchObject({ code: 'STORE_CLOSED' });
      await expect(store.write(driverView, row)).rejects.toMatchObject({ code: 'STORE_CLOSED' });
    });
  });
}

/** A client connects again after a pause of its own: the first answer, however often it must be asked for. */
async function untilItAnswers<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if ((error as { code?: string }).code !== 'STORE_UNREACHABLE') throw error;
      await new Promise(setImmediate);
    }
  }
}
