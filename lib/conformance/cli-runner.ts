import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { jsonValue } from '../columns/json-value';
import { runCli } from '../testing/run-cli';
import type {
  ApplyStep,
  ConformanceCase,
  FeaturesAsked,
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
import { DEFAULT_NOW, namesOf, Refusal } from './case-runner';
import type { CaseRunner, MaterializedView, NamedChanges, SkewedFeature } from './case-runner';
import { parquetColumns } from './plain-columns';
import type { PlainColumn } from './plain-columns';

/** Runs each operation of a case as a process of its own. */
export class CliRunner implements CaseRunner {
  readonly #folder: CaseFolder;
  readonly #given: ConformanceCase;

  constructor(folder: CaseFolder, given: ConformanceCase) {
    this.#folder = folder;
    this.#given = given;
  }

  /** JSON text has no -0. */
  answered(rows: readonly JsonRow[]): readonly JsonRow[] {
    return JSON.parse(JSON.stringify(rows)) as JsonRow[];
  }

  async apply(step: ApplyStep): Promise<NamedChanges> {
    const changes = (await this.#run(step, [step.op])) as Record<keyof NamedChanges, { name: string }[]>;
    const { created, updated, deleted, unchanged } = changes;
    return {
      created: namesOf(created),
      updated: namesOf(updated),
      deleted: namesOf(deleted),
      unchanged: namesOf(unchanged),
    };
  }

  async getHistorical(step: HistoricalStep): Promise<PlainColumn[][]> {
    const out = this.#folder.newFile('parquet');
    const args = ['--entity-df', this.#folder.entityFile(step.entityDf), '--out', out, ...featureArgs(step)];
    if (step.createdCutoff === true) args.push('--created-cutoff');
    if (step.bound !== undefined) args.push('--bound', step.bound);
    await this.#run(step, ['get-historical-features', ...args], out);
    return [await parquetColumns(readFileSync(out))];
  }

  async materialize(step: MaterializeStep): Promise<MaterializedView[]> {
    const [command, ...times] =
      step.op === 'materialize' ? ['materialize', String(step.start), step.end] : ['materialize-incremental', step.end];
    const views = (step.views ?? []).flatMap((view) => ['-v', view]);
    return (await this.#run(step, [command, ...times, ...views])) as MaterializedView[];
  }

  async getOnline(step: OnlineStep): Promise<OnlineAnswer> {
    const rows = JSON.stringify(jsonValue(step.entityRows));
    const args = ['get-online-features', '--entity-rows', rows, ...featureArgs(step)];
    return (await this.#run(step, args)) as OnlineAnswer;
  }

  async push(step: PushStep): Promise<void> {
    const file = this.#folder.rowsFile(step.rows);
    await this.#run(step, ['push', step.source, '--rows', file, ...(step.to === undefined ? [] : ['--to', step.to])]);
  }

  async skew(step: SkewStep): Promise<SkewedFeature[]> {
    return ((await this.#run(step, ['skew'])) as { mismatches: SkewedFeature[] }).mismatches;
  }

  redefined(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** What it prints with --json. @param out a file that a refusal must not leave */
  async #run(step: StoreStep, args: readonly string[], out?: string): Promise<unknown> {
    const { repository } = this.#folder;
    const now = step.now ?? this.#given.now ?? DEFAULT_NOW;
    const dir = step.op === 'apply' ? step.dir : undefined;
    const folder = dir === undefined ? repository : join(repository, dir);
    const { exit, stdout, stderr } = await runCli([...args, '--json', '--now', now], {
      cwd: folder,
      env: this.#given.env,
    });
    const answer = stdout === '' ? undefined : (JSON.parse(stdout) as unknown);
    if (exit === 0 || (step.op === 'skew' && isReport(answer))) return answer;
    throw new Refusal(exit ?? NaN, stderr, out !== undefined && existsSync(out) ? [out] : []);
  }
}

/** A skew that is found is exit 1, with its report. */
function isReport(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'mismatches' in answer;
}

function featureArgs({ features = [], featureService, fullFeatureNames }: FeaturesAsked): string[] {
  const asked = featureService === undefined ? ['--features', ...features] : ['--feature-service', featureService];
  return fullFeatureNames === true ? [...asked, '--full-feature-names'] : asked;
}
