import type { ValueType } from '../../types';
import type {
  EntityKey,
  OnlineAnswer,
  OnlineBatch,
  OnlineChange,
  OnlineRow,
  OnlineStore,
  OnlineView,
} from '../online-store';
import { inRounds } from '../rounds';
import { rowsChanged } from '../rows-changed';
import { Catalog } from './catalog';
import type { RowDatabase, StoredText, TextRow } from './row-database';
import { entityKeyOfText, entityKeyText } from './row-key';
import { textRows } from './text-rows';
import { valueOfText } from './value-text';
import { eventTimeOf, isOfGeneration } from './version';

/** The promises of online stores, kept on any database that has rows by key and can compare before it sets. */
export class KeyValueStore implements OnlineStore {
  readonly #database: RowDatabase;
  readonly #catalog: Catalog;
  /** The generation last seen of a view, by its identity. A row of another one says that it is out of date. */
  #seen = new WeakMap<OnlineView, string>();

  constructor(database: RowDatabase) {
    this.#database = database;
    this.#catalog = new Catalog(database);
  }

  async write(view: OnlineView, batch: OnlineBatch, generation?: string): Promise<number> {
    const current = generation ?? (await this.#catalog.ensure(view));
    if (generation !== undefined) await this.#demand(view, generation);
    const rows = textRows(view, batch, current);
    const rounds = inRounds(
      rows.map(({ key }) => key),
      (a, b) => rows[a].version > rows[b].version,
    );
    let accepted = 0;
    for (const round of rounds) accepted += await this.#database.write(view, rowsOf(rows, round));
    if (generation !== undefined) await this.#demand(view, generation);
    return accepted;
  }

  async read(view: OnlineView, features: readonly string[], keys: readonly EntityKey[]): Promise<OnlineAnswer> {
    if (keys.length === 0) return [];
    const { distinct, slots } = distinctTexts(keys);
    const generation = this.#seen.get(view) ?? (await this.#look(view));
    if (generation === undefined) return keys.map(() => undefined);
    const rows = await this.#database.read(view, features, distinct);
    const answer = answerOf(rows, generation, typesOf(view, features));
    if (answer !== undefined) return slots.map((slot) => answer[slot]);
    // A row of another generation: was the view made anew? If not, the row is one that a drop left behind.
    if ((await this.#look(view)) !== generation) return this.read(view, features, keys);
    const own = rows.map((row) => (row && isOfGeneration(row.version, generation) ? row : undefined));
    const rest = answerOf(own, generation, typesOf(view, features)) ?? [];
    return slots.map((slot) => rest[slot]);
  }

  async update({ drop, keep }: OnlineChange): Promise<void> {
    for (const view of drop) await this.#catalog.drop(view);
    for (const view of keep) await this.#catalog.ensure(view);
    this.#seen = new WeakMap();
  }

  generation(view: OnlineView): Promise<string | undefined> {
    return this.#catalog.find(view);
  }

  async *keys(view: OnlineView): AsyncIterable<EntityKey> {
    const generation = await this.#catalog.find(view);
    if (generation === undefined) return;
    for await (const { key, version } of this.#database.keys(view)) {
      if (isOfGeneration(version, generation)) yield entityKeyOfText(view, key);
    }
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  /** @throws StoreError STORE_CHANGED */
  async #demand(view: OnlineView, generation: string): Promise<void> {
    if ((await this.#catalog.find(view)) !== generation) throw rowsChanged(view.name);
  }

  async #look(view: OnlineView): Promise<string | undefined> {
    const generation = await this.#catalog.find(view);
    if (generation === undefined) this.#seen.delete(view);
    else this.#seen.set(view, generation);
    return generation;
  }
}

function rowsOf(rows: readonly TextRow[], round: readonly number[]): readonly TextRow[] {
  return round.length === rows.length ? rows : round.map((row) => rows[row]);
}

/** Each text once, and where each key's is. */
function distinctTexts(keys: readonly EntityKey[]): { distinct: string[]; slots: number[] } {
  const slotOf = new Map<string, number>();
  const slots = keys.map((key) => {
    const text = entityKeyText(key);
    const slot = slotOf.get(text) ?? slotOf.size;
    slotOf.set(text, slot);
    return slot;
  });
  return { distinct: [...slotOf.keys()], slots };
}

function typesOf(view: OnlineView, features: readonly string[]): ValueType[] {
  return features.map((name) => view.features.find((feature) => feature.name === name)?.type ?? 'bytes');
}

/** Undefined where a row is of another generation. */
function answerOf(
  rows: readonly (StoredText | undefined)[],
  generation: string,
  types: readonly ValueType[],
): (OnlineRow | undefined)[] | undefined {
  const answer: (OnlineRow | undefined)[] = [];
  for (const row of rows) {
    if (row && !isOfGeneration(row.version, generation)) return undefined;
    answer.push(row && onlineRow(row, types));
  }
  return answer;
}

function onlineRow({ version, values }: StoredText, types: readonly ValueType[]): OnlineRow {
  const { us, ns } = eventTimeOf(version);
  return { us, ns, values: types.map((type, i) => valueOfText(type, values[i])) };
}
