import { randomUUID } from 'node:crypto';

import type { OnlineStore, OnlineView } from '../online/online-store';

/**
 * The store as if it were empty: every view is another one's, of a project that no other test has, so that tests may
 * run on a database that has more in it. `cleanUp` drops what was made.
 */
export class OwnProject {
  readonly #prefix = `t${randomUUID().slice(0, 8)}`;
  readonly #views = new WeakMap<OnlineView, OnlineView>();
  readonly #made = new Map<string, Pick<OnlineView, 'project' | 'name'>>();

  of(store: OnlineStore): OnlineStore {
    return {
      write: (view, batch, generation) => store.write(this.own(view), batch, generation),
      read: (view, features, wanted) => store.read(this.own(view), features, wanted),
      update: ({ drop, keep }) =>
        store.update({ drop: drop.map((view) => this.#named(view)), keep: keep.map((view) => this.own(view)) }),
      generation: (view) => store.generation(this.own(view)),
      keys: (view) => store.keys(this.own(view)),
      close: () => store.close(),
    };
  }

  async cleanUp(store: OnlineStore): Promise<void> {
    await store.update({ drop: [...this.#made.values()], keep: [] });
    await store.close();
  }

  /** The view as it is really stored; the same object for the same view: stores keep what they prepared for it. */
  own(view: OnlineView): OnlineView {
    const own = this.#views.get(view) ?? { ...view, ...this.#named(view) };
    this.#views.set(view, own);
    return own;
  }

  #named({ project, name }: Pick<OnlineView, 'project' | 'name'>): Pick<OnlineView, 'project' | 'name'> {
    const named = { project: `${this.#prefix}_${project}`, name };
    this.#made.set(JSON.stringify(named), named);
    return named;
  }
}
