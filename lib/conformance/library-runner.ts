import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { isFeatureStoreError } from '../errors';
import { openFeatureStore } from '../open-store';
import type { OpenOptions } from '../open-store';
import type { FeatureStore } from '../store';
import { arrowTable } from '../testing/arrow-table';
import type { TrainingSet } from '../training-set/training-set';
import type {
  ApplyStep,
  ConformanceCase,
  HistoricalStep,
  JsonRow,
  MaterializeStep,
  OnlineAnswer,
  OnlineStep,
  PushStep,
  SkewStep,
  StoreStep,
} from './case';
import type { CaseFolder } from './case-folder';
import { DEFAULT_NOW, featuresOf, namesOf, Refusal } from './case-runner';
import type { CaseRunner, MaterializedView, NamedChanges, SkewedFeature } from './case-runner';
import { arrowColumns, parquetColumns } from './plain-columns';
import type { PlainColumn } from './plain-columns';

/** Runs a case through one open store, whose clock moves from operation to operation. */
export class LibraryRunner implements CaseRunner {
  readonly #folder: CaseFolder;
  readonly #now: string;
  readonly #options: OpenOptions;
  #clock: string;
  #open: FeatureStore | undefined;

  constructor(folder: CaseFolder, { now = DEFAULT_NOW }: ConformanceCase, options: OpenOptions = {}) {
    this.#options = options;
    this.#folder = folder;
    this.#now = now;
    this.#clock = now;
  }

  answered(rows: readonly JsonRow[]): readonly JsonRow[] {
    return rows;
  }

  async apply(step: ApplyStep): Promise<NamedChanges> {
    return this.#do(step, async (store) => {
      const { created, updated, deleted, unchanged } = await store[step.op]();
      return {
        created: namesOf(created),
        updated: namesOf(updated),
        deleted: namesOf(deleted),
        unchanged: namesOf(unchanged),
      };
    });
  }

  async getHistorical(step: HistoricalStep): Promise<PlainColumn[][]> {
    return this.#do(step, async (store) => {
      const { format, columns } = step.entityDf;
      const inputs = [this.#folder.entityFile(step.entityDf), ...(format === 'parquet' ? [arrowTable(columns)] : [])];
      const { createdCutoff = false, bound = 'inclusive', fullFeatureNames = false } = step;
      const options = { features: featuresOf(step), createdCutoff, bound, fullFeatureNames };
      const answers: PlainColumn[][] = [];
      for (const entityDf of inputs)
        answers.push(...(await this.#read(await store.getHistoricalFeatures({ ...options, entityDf }))));
      return answers;
    });
  }

  /** Once as Arrow, once as the Parquet file that it becomes. */
  async #read(training: TrainingSet): Promise<PlainColumn[][]> {
    const file = this.#folder.newFile('parquet');
    await training.writeParquet(file);
    return [arrowColumns(training.toArrow()), await parquetColumns(await readFile(file))];
  }

  async materialize(step: MaterializeStep): Promise<MaterializedView[]> {
    const options = step.views ? { views: step.views } : {};
    return this.#do(step, (store) =>
      step.op === 'materialize'
        ? store.materialize(step.start ?? null, step.end, options)
        : store.materializeIncremental(step.end, options),
    );
  }

  async getOnline(step: OnlineStep): Promise<OnlineAnswer> {
    const { entityRows, fullFeatureNames = false } = step;
    return this.#do(step, async (store) => {
      const response = await store.getOnlineFeatures({ entityRows, features: featuresOf(step), fullFeatureNames });
      return response.toJSON() as OnlineAnswer;
    });
  }

  /** From a table; the command line reads a file. */
  async push({ source, rows, to, ...step }: PushStep): Promise<void> {
    await this.#do({ source, rows, ...step }, (store) => store.push(source, arrowTable(rows), { ...(to && { to }) }));
  }

  async skew(step: SkewStep): Promise<SkewedFeature[]> {
    return this.#do(step, async (store) => [...(await store.skew()).mismatches]);
  }

  async redefined(): Promise<void> {
    await this.close();
  }

  async close(): Promise<void> {
    await this.#open?.close();
    this.#open = undefined;
  }

  async #do<T>(step: StoreStep, body: (store: FeatureStore) => Promise<T>): Promise<T> {
    this.#clock = step.now ?? this.#now;
    const elsewhere = step.op === 'apply' ? step.dir : undefined;
    try {
      if (elsewhere !== undefined) return await body(await openFeatureStore(join(this.#folder.repository, elsewhere)));
      this.#open ??= await openFeatureStore(this.#folder.repository, { ...this.#options, now: () => this.#clock });
      return await body(this.#open);
    } catch (error) {
      throw isFeatureStoreError(error) ? new Refusal(1, error.message) : error;
    }
  }
}
