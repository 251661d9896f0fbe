import type { KeyValue, Value } from '../../types';
import type { EntityKey, OnlineStore, OnlineView } from '../online-store';
import { batchOf, driverView, namesOf } from './rows';
import type { Row } from './rows';

/** A store under test, and how to open the same stored rows once more. */
export interface OpenedStore {
  readonly store: OnlineStore;
  reopen(): Promise<OnlineStore>;
  cleanUp(): Promise<void>;
  /** For another process: JavaScript that makes the store of `featlab`, and the name under which a view is there. */
  readonly elsewhere?: { readonly expression: string; readonly view: (view: OnlineView) => OnlineView };
}

/** An empty store for each test, and short words for what the tests do with it. */
export class OnlineLab {
  readonly #make: () => Promise<OpenedStore>;
  #opened!: OpenedStore;
  #store!: OnlineStore;

  constructor(make: () => Promise<OpenedStore>) {
    this.#make = make;
  }

  get store(): OnlineStore {
    return this.#store;
  }

  async open(): Promise<void> {
    this.#opened = await this.#make();
    this.#store = this.#opened.store;
  }

  async reopen(): Promise<void> {
    await this.#store.close();
    this.#store = await this.#opened.reopen();
  }

  async close(): Promise<void> {
    await this.#store.close();
    await this.#opened.cleanUp();
  }

  /** @returns how many rows were accepted */
  readonly put = async (view: OnlineView, ...rows: Row[]): Promise<number> =>
    this.#store.write(view, batchOf(view, rows));

  /** All features of the view, by key; undefined where nothing is stored. */
  readonly values = async (view: OnlineView, ...keys: EntityKey[]): Promise<(readonly Value[] | undefined)[]> =>
    (await this.#store.read(view, namesOf(view), keys)).map((row) => row?.values);

  /** The one feature of `driverView`. */
  readonly trips = async (driver: KeyValue): Promise<Value | undefined> =>
    (await this.values(driverView, [driver]))[0]?.[0];
}
