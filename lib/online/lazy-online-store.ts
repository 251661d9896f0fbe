import type {
  EntityKey,
  MaybePromise,
  OnlineAnswer,
  OnlineBatch,
  OnlineChange,
  OnlineStore,
  OnlineView,
} from './online-store';

/** A store whose code is loaded by its first use, so that whoever has no such store does not pay for it. */
export class LazyOnlineStore implements OnlineStore {
  readonly #load: () => Promise<OnlineStore>;
  #loading: Promise<OnlineStore> | undefined;
  #store: OnlineStore | undefined;

  constructor(load: () => Promise<OnlineStore>) {
    this.#load = load;
  }

  async write(view: OnlineView, batch: OnlineBatch, generation?: string): Promise<number> {
    return (await this.#loaded()).write(view, batch, generation);
  }

  read(view: OnlineView, features: readonly string[], keys: readonly EntityKey[]): MaybePromise<OnlineAnswer> {
    if (this.#store) return this.#store.read(view, features, keys);
    return this.#loaded().then((store) => store.read(view, features, keys));
  }

  async update(change: OnlineChange): Promise<void> {
    return (await this.#loaded()).update(change);
  }

  async generation(view: OnlineView): Promise<string | undefined> {
    return (await this.#loaded()).generation(view);
  }

  async *keys(view: OnlineView): AsyncIterable<EntityKey> {
    yield* (await this.#loaded()).keys(view);
  }

  /** One that was never used is not even loaded. */
  async close(): Promise<void> {
    await (await this.#loading)?.close();
  }

  async #loaded(): Promise<OnlineStore> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    this.#store = await this.#loading;
    return this.#store;
  }
}
