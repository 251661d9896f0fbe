import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { packageRoot } from '../package-root';

/** What came of a process's work: what it answered, or how it was refused. */
export type Outcome = { readonly answer: unknown } | { readonly code: string; readonly message: string };

/** Opens the store, says so, waits for the word, and tells what came of it. Anything but a refusal is its end. */
const script = (body: string): string => `
  const { openFeatureStore, isFeatureStoreError } = require('./dist/lib/index.js');
  const work = async (store, args) => { ${body} };
  const tell = (what) => process.send(what, () => process.disconnect());
  (async () => {
    const [folder, now, ...args] = process.argv.slice(1);
    const store = await openFeatureStore(folder, { now });
    process.send('ready');
    await new Promise((resolve) => process.once('message', resolve));
    try {
      tell({ answer: (await work(store, args)) ?? null });
    } catch (error) {
      if (!isFeatureStoreError(error)) throw error;
      tell({ code: error.code, message: error.message });
    }
    await store.close();
  })();
`;

/** A process of its own with the built library's store over a folder. */
export class StoreProcess {
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown[]>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#exit = once(child, 'exit');
  }

  /**
   * Answers when the process stands ready.
   * @param body JavaScript of an async function of `store` and `args`, which answers JSON
   */
  static async start(folder: string, now: string, body: string, ...args: readonly string[]): Promise<StoreProcess> {
    const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
    const child = spawn(process.execPath, ['-e', script(body), folder, now, ...args], {
      cwd: packageRoot(),
      stdio: [...stdio],
    });
    const started = new StoreProcess(child);
    await started.#message();
    return started;
  }

  /** Lets it work. */
  async go(): Promise<Outcome> {
    const outcome = this.#message();
    this.#child.send('go');
    const told = (await outcome) as Outcome;
    await this.#exit;
    return told;
  }

  /** @throws Error where it ends without a word */
  async #message(): Promise<unknown> {
    const end = this.#exit.then(([code, signal]) => {
      throw new Error(`the process ended with ${String(signal ?? code)}`);
    });
    const [message] = (await Promise.race([once(this.#child, 'message'), end])) as unknown[];
    return message;
  }
}
