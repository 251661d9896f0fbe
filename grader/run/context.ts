import type { Notice } from '../details';
import type { View } from '../fraud/views';
import type { Label, World } from '../fraud/world';
import type { BigWorld } from '../worlds/big-world';
import { plainWorld } from '../worlds/plain-world';
import type { PlainOptions, PlainWorld } from '../worlds/plain-world';
import { seeded } from '../worlds/random';
import type { Random } from '../worlds/random';
import * as PARQUET from '../worlds/write-world';
import type { WriteOptions } from '../worlds/write-world';
import type { Expectation } from './expectation';
import type { Mismatch } from './judge';
import type { Scripts } from './scripts';
import type { Workplace } from './workplace';

const MOST_NOTICES = 40;

/** What a check has to work with. */
export class Context {
  readonly notices: Notice[] = [];
  /** With those that are judged no more. */
  readonly allViews: readonly View[];
  /** Paths of which the ids and the label's columns are judged no more. */
  readonly besideLost: Set<Mismatch['path']> = new Set();
  readonly #data = new Map<World, string>();

  constructor(
    readonly seed: number,
    /** The views that are still judged. */
    public views: readonly View[],
    readonly place: Workplace,
    readonly scripts: Scripts,
    /** Absent where only what the submission itself says can be compared. */
    readonly oracle: Expectation | undefined,
    /** How data are written: as Parquet files. */
    readonly files: Pick<typeof PARQUET, 'writeWorld' | 'writeTables' | 'writeLabels'> = PARQUET,
  ) {
    this.allViews = views;
  }

  random(purpose: string): Random {
    return seeded(this.seed, purpose);
  }

  /** A plain world in which rows are far from the TTLs of this grading. */
  plain(random: Random, options: PlainOptions = {}): PlainWorld {
    return plainWorld(random, { ...options, views: this.allViews });
  }

  /** The folder with this world's tables, written at the first call. */
  dataOf(world: World, options: WriteOptions = {}): string {
    const known = this.#data.get(world);
    if (known !== undefined) return known;
    const folder = this.place.path('data');
    this.files.writeWorld(folder, world, options);
    this.#data.set(world, folder);
    return folder;
  }

  /** The same, of a world of many keys; the rows that are judged by stand for it. */
  bigDataOf({ tables, world }: BigWorld, rowGroupSize: number): string {
    const folder = this.place.path('data');
    this.files.writeTables(folder, tables, rowGroupSize);
    this.#data.set(world, folder);
    return folder;
  }

  labelsFile(labels: readonly Label[]): string {
    const file = this.place.path('labels.parquet');
    this.files.writeLabels(file, labels);
    return file;
  }

  /** Once for each text, and no more than anybody reads: a submission can make as many as it likes. */
  notice(notice: Notice): void {
    if (this.notices.length >= MOST_NOTICES || this.notices.some(({ text }) => text.en === notice.text.en)) return;
    this.notices.push(notice);
  }
}
