import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseExactJson } from '../columns/exact-json';
import type { CompressionName } from '../testing/write-parquet';
import type { TestColumn } from '../testing/arrow-table';
import { packageRoot } from '../package-root';

/** One file of cases/, as README.md says. */
export interface ConformanceCase {
  readonly name: string;
  readonly topic: string;
  readonly catches: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: string;
  readonly definitions: CaseDefinitions;
  readonly files: readonly CaseFile[];
  readonly operations: readonly Operation[];
}

export interface CaseDefinitions {
  readonly entities?: readonly Named[];
  readonly sources?: readonly Named[];
  readonly views?: readonly CaseView[];
  readonly services?: readonly CaseService[];
  readonly pushSources?: readonly Named[];
}

/** Fields of the definitions, passed on as they are. */
export interface Named {
  readonly name: string;
  readonly [field: string]: unknown;
}

export type CaseView =
  | (Named & { readonly entities: readonly string[]; readonly source: string; readonly from?: undefined })
  | { readonly name: string; readonly from: string; readonly joinKeyMap?: Readonly<Record<string, string>> };

export interface CaseService {
  readonly name: string;
  readonly features: readonly { readonly view: string; readonly select?: readonly string[] }[];
}

export interface CaseFile {
  readonly path: string;
  readonly columns?: readonly TestColumn[];
  readonly rowGroupSize?: number;
  readonly compression?: CompressionName;
  /** Only this share of the bytes. */
  readonly truncate?: number;
  /** The bytes, base64. */
  readonly raw?: string;
}

export interface ExpectedError {
  readonly exit: number;
  /** Each of them is in the message; `a|b`: one of the two. */
  readonly contains?: readonly string[];
}

interface Step<T> {
  readonly now?: string;
  readonly expect?: T & { readonly error?: ExpectedError };
  readonly mayFail?: ExpectedError;
}

export interface ApplyStep extends Step<ExpectedChanges> {
  readonly op: 'apply' | 'plan';
  /** A folder of the repository from which it is called. */
  readonly dir?: string;
}

export interface ExpectedChanges {
  readonly created?: readonly string[];
  readonly updated?: readonly string[];
  readonly deleted?: readonly string[];
  readonly unchanged?: readonly string[];
  readonly noChanges?: boolean;
}

export interface FeaturesAsked {
  readonly features?: readonly string[];
  readonly featureService?: string;
  readonly fullFeatureNames?: boolean;
}

export interface HistoricalStep extends Step<{ readonly columns?: readonly TestColumn[] }>, FeaturesAsked {
  readonly op: 'get_historical';
  readonly entityDf: CaseEntityDf;
  readonly createdCutoff?: boolean;
  readonly bound?: 'inclusive' | 'exclusive';
}

export interface CaseEntityDf {
  readonly format: 'parquet' | 'csv' | 'json';
  readonly columns: readonly TestColumn[];
  /** The file's text, for csv and json. */
  readonly text?: string;
}

export interface MaterializeStep extends Step<{ readonly views?: readonly ExpectedView[] }> {
  readonly op: 'materialize' | 'materialize_incremental';
  readonly start?: string;
  readonly end: string;
  readonly views?: readonly string[];
}

export interface ExpectedView {
  readonly view: string;
  readonly alias?: boolean;
  readonly read?: number;
  readonly written?: number;
  readonly skipped?: number;
  readonly start?: string;
  readonly end?: string;
}

export interface OnlineStep extends Step<OnlineAnswer>, FeaturesAsked {
  readonly op: 'get_online';
  readonly entityRows: readonly JsonRow[];
}

export type JsonRow = Readonly<Record<string, unknown>>;

/** Values in JSON's form. */
export interface OnlineAnswer {
  readonly rows?: readonly JsonRow[];
  readonly statuses?: readonly JsonRow[];
}

export interface SkewStep extends Step<{
  readonly mismatches?: readonly (readonly [view: string, feature: string])[];
}> {
  readonly op: 'skew';
}

export interface PushStep extends Step<unknown> {
  readonly op: 'push';
  readonly source: string;
  readonly rows: readonly TestColumn[];
  readonly to?: 'online' | 'offline' | 'online_and_offline';
}

export interface FilesStep {
  readonly op: 'files';
  readonly write?: readonly CaseFile[];
  readonly delete?: readonly string[];
}

export interface DefineStep {
  readonly op: 'define';
  readonly definitions?: CaseDefinitions;
  /** Null: back to the usual one. */
  readonly yaml?: string | null;
  readonly featuresText?: string | null;
}

/** What a store is asked to do, as opposed to what is done to its folder. */
export type StoreStep = ApplyStep | HistoricalStep | MaterializeStep | OnlineStep | SkewStep | PushStep;

export type Operation = StoreStep | FilesStep | DefineStep;

/** Every case, by file name. */
export function readCases(): ConformanceCase[] {
  const folder = join(packageRoot(), 'lib', 'conformance', 'cases');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => parseExactJson(readFileSync(join(folder, name), 'utf8'), name) as ConformanceCase);
}
