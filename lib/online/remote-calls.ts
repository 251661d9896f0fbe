import { isFeatureStoreError, StoreError } from '../errors';

/** How a database's own errors are told apart: its word for each trouble, or undefined where it is none of them. */
export type Trouble = 'unreachable' | 'denied' | 'locked';

export interface RemoteOptions {
  /** What messages call the store: `redis 10.0.0.1:6379`. */
  readonly place: string;
  /** How long one answer may take. */
  readonly timeoutMs: number;
  readonly troubleOf: (error: object) => Trouble | undefined;
  /** Called where an answer is late and none at all has come since it was asked for: the peer may be gone for good. */
  readonly onSilence?: () => void;
}

/** Milliseconds, unless the options say otherwise. */
export const TIMEOUT_MS = 5_000;

/** Calls over a network: each answers in time or is a StoreError, as is everything that the database refuses. */
export class RemoteCalls {
  readonly #options: RemoteOptions;
  #isClosed = false;
  /** When the last answer came. */
  #answered = -Infinity;

  constructor(options: RemoteOptions) {
    this.#options = options;
  }

  /** @param isAnswer a failure that the caller understands, and gets as it is */
  async run<T>(call: () => Promise<T>, isAnswer?: (error: unknown) => boolean): Promise<T> {
    if (this.#isClosed) throw this.#error('STORE_CLOSED', 'it was closed', 'open it again, or close it later');
    try {
      return await this.#inTime(call());
    } catch (error) {
      throw isAnswer?.(error) ? error : this.#storeError(error);
    }
  }

  /**
   * For what is asked for again until it is done.
   * @param ms how long it may take; as long as one answer where absent
   * @returns throws a StoreError STORE_UNREACHABLE that says `problem`, once that time is over
   */
  deadline(problem: string, ms: number = this.#options.timeoutMs): () => void {
    const end = performance.now() + ms;
    return () => {
      if (performance.now() < end) return;
      throw this.#error(
        'STORE_UNREACHABLE',
        `${problem} for ${String(ms)} ms`,
        'look at it in its console, and run this again',
      );
    };
  }

  /** From now on everything is refused. Answers whether it was open. */
  close(): boolean {
    const wasOpen = !this.#isClosed;
    this.#isClosed = true;
    return wasOpen;
  }

  #inTime<T>(answer: Promise<T>): Promise<T> {
    const { timeoutMs, onSilence } = this.#options;
    const begin = performance.now();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        if (this.#answered < begin) onSilence?.();
        const problem = `it did not answer within ${String(timeoutMs)} ms`;
        reject(this.#error('STORE_UNREACHABLE', problem, `${LOOK}, or give it longer: timeout_ms`));
      }, timeoutMs);
      answer.then(resolve, reject).finally(() => {
        this.#answered = performance.now();
        clearTimeout(timer);
      });
    });
  }

  /** A mistake of ours (a TypeError) goes on as it is. */
  #storeError(error: unknown): unknown {
    if (isFeatureStoreError(error) || typeof error !== 'object' || error === null) return error;
    const trouble = this.#options.troubleOf(error) ?? networkTrouble(error);
    if (trouble === undefined && (error instanceof TypeError || error instanceof ReferenceError)) return error;
    const reason = reasonOf(error);
    if (trouble === 'unreachable')
      return this.#error('STORE_UNREACHABLE', `it cannot be reached (${reason})`, LOOK, error);
    if (trouble === 'denied')
      return this.#error('STORE_DENIED', `it does not let us in (${reason})`, 'check user, password and grants', error);
    if (trouble === 'locked')
      return this.#error('STORE_LOCKED', `another process holds it (${reason})`, 'wait, and run this again', error);
    return this.#error('STORE_REFUSED', `it refused (${reason})`, 'mend what it names, and run this again', error);
  }

  #error(code: StoreError['code'], problem: string, fix: string, cause?: unknown): StoreError {
    return new StoreError(code, `online store ${this.#options.place}: ${problem}`, fix, { cause });
  }
}

const LOOK = 'check that it runs, that its address in feature_store.yaml is right, and the network';

const NETWORK =
  /^(ECONN|ENOTFOUND|EAI_|EPIPE|ETIMEDOUT|EHOST|ENET|ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

function networkTrouble(error: object): Trouble | undefined {
  const codes = [error, ...(error instanceof AggregateError ? (error.errors as object[]) : [])].map(codeOf);
  return codes.some((code) => NETWORK.test(code)) ? 'unreachable' : undefined;
}

function codeOf(error: object): string {
  return 'code' in error ? String(error.code) : '';
}

function reasonOf(error: object): string {
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : '';
  return (message || codeOf(error) || name).split('\n')[0];
}
