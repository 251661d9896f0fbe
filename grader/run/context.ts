import type { Notice } from '../details';
import type { View } from '../fraud/views';
import type { Label, World } from '../fraud/world';
import { seeded } from '../worlds/random';
import type { Random } from '../worlds/random';
import { writeLabels, writeWorld } from '../worlds/write-world';
import type { WriteOptions } from '../worlds/write-world';
import type { Expectation } from './expectation';
import type { Scripts } from './scripts';
import type { Workplace } from './workplace';

/** What a check has to work with. */
export class Context {
  readonly notices: Notice[] = [];
  readonly #data = new Map<World, string>();

  constructor(
    readonly seed: number,
    /** The views that are still judged. */
    public views: readonly View[],
    readonly place: Workplace,
    readonly scripts: Scripts,
    /** Absent where only what the submission itself says can be compared. */
    readonly oracle: Expectation | undefined,
  ) {}

  random(purpose: string): Random {
    return seeded(this.seed, purpose);
  }

  /** The folder with this world's tables, written at the first call. */
  dataOf(world: World, options: WriteOptions = {}): string {
    const known = this.#data.get(world);
    if (known !== undefined) return known;
    const folder = this.place.path('data');
    writeWorld(folder, world, options);
    this.#data.set(world, folder);
    return folder;
  }

  labelsFile(labels: readonly Label[]): string {
    const file = this.place.path('labels.parquet');
    writeLabels(file, labels);
    return file;
  }

  /** Once for each text. */
  notice(notice: Notice): void {
    if (!this.notices.some(({ text }) => text.en === notice.text.en)) this.notices.push(notice);
  }
}
