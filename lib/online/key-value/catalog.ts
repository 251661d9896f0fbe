import type { OnlineView } from '../online-store';
import { viewSignature } from '../view-signature';
import type { RowDatabase, ViewName } from './row-database';
import { afterGeneration, GENERATION_LENGTH, nextGeneration } from './version';

/**
 * Which generation of a view's rows is the valid one, and of what schema they are: the view's entry, `generation`,
 * then the signature. Where a view was dropped the signature is empty and the generation stays, so that the next one
 * is greater: whatever was not deleted, or is written late, belongs to an older generation and is never seen.
 */
export class Catalog {
  readonly #database: RowDatabase;

  constructor(database: RowDatabase) {
    this.#database = database;
  }

  /** Undefined where the view is unknown or of another schema. */
  async find(view: OnlineView): Promise<string | undefined> {
    const entry = await this.#database.entry(view);
    return entry !== undefined && signatureOf(entry) === viewSignature(view) ? generationOf(entry) : undefined;
  }

  /** The view's generation; a new one where it is unknown or of another schema, whose rows are deleted. */
  async ensure(view: OnlineView): Promise<string> {
    for (;;) {
      const seen = await this.#database.entry(view);
      if (seen !== undefined && signatureOf(seen) === viewSignature(view)) return generationOf(seen);
      await this.#database.prepare?.(view);
      const generation = nextGeneration(seen && generationOf(seen));
      if (!(await this.#database.swapEntry(view, seen, generation + viewSignature(view)))) continue;
      if (seen !== undefined && signatureOf(seen) !== '') await this.#sweep(view, seen);
      return generation;
    }
  }

  /** Nothing where there is none. One that was killed half way is finished by the next. */
  async drop(view: ViewName): Promise<void> {
    for (;;) {
      const seen = await this.#database.entry(view);
      if (seen === undefined) return;
      if (signatureOf(seen) !== '' && !(await this.#database.swapEntry(view, seen, generationOf(seen)))) continue;
      await (this.#database.remove ? this.#database.remove(view) : this.#sweep(view, seen));
      return;
    }
  }

  #sweep(view: ViewName, entry: string): Promise<void> {
    return this.#database.sweep(view, afterGeneration(generationOf(entry)));
  }
}

function generationOf(entry: string): string {
  return entry.slice(0, GENERATION_LENGTH);
}

function signatureOf(entry: string): string {
  return entry.slice(GENERATION_LENGTH);
}
