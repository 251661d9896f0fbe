import type {
  ApplyStep,
  FeaturesAsked,
  FilesStep,
  HistoricalStep,
  JsonRow,
  MaterializeStep,
  OnlineAnswer,
  OnlineStep,
  PushStep,
  SkewStep,
} from './case';
import type { FeatureRequest } from '../refs';
import type { PlainColumn } from './plain-columns';

/** Something that carries a case's operations out: the library, or the command line. Every refusal is a `Refusal`. */
export interface CaseRunner {
  /** The form of an online answer that a case expects, as this runner's answers have it. */
  answered(rows: readonly JsonRow[]): readonly JsonRow[];
  apply(step: ApplyStep): Promise<NamedChanges>;
  /** The training set, read in every way this runner has: each must be what the case expects. */
  getHistorical(step: HistoricalStep): Promise<readonly (readonly PlainColumn[])[]>;
  materialize(step: MaterializeStep): Promise<readonly MaterializedView[]>;
  getOnline(step: OnlineStep): Promise<OnlineAnswer>;
  push(step: PushStep): Promise<void>;
  skew(step: SkewStep): Promise<readonly SkewedFeature[]>;
  /** Files of the repository were written or deleted, the first ones too: for what keeps them elsewhere. */
  filesChanged?(step: FilesStep): Promise<void>;
  /** feature_store.yaml or features.ts was written anew. */
  redefined(): Promise<void>;
  close(): Promise<void>;
}

/** Names only. */
export interface NamedChanges {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly deleted: readonly string[];
  readonly unchanged: readonly string[];
}

export interface MaterializedView {
  readonly view: string;
  readonly read: number;
  readonly written: number;
  readonly skipped: number;
  readonly start: string | null;
  readonly end: string;
}

export interface SkewedFeature {
  readonly view: string;
  readonly feature: string;
}

/** What a user of this runner sees when it refuses. */
export class Refusal extends Error {
  readonly exit: number;
  /** Files that should not be there after a refusal, and are. */
  readonly leftBehind: readonly string[];

  constructor(exit: number, text: string, leftBehind: readonly string[] = []) {
    super(text);
    this.exit = exit;
    this.leftBehind = leftBehind;
  }
}

/** The clock of a case that names none. */
export const DEFAULT_NOW = '2025-01-01T00:00:00Z';

/** What a case asks for, as the library takes it. */
export function featuresOf({ features = [], featureService }: FeaturesAsked): FeatureRequest {
  return featureService === undefined ? features : { featureService };
}

/** Names of a list of `{ kind, name }`. */
export function namesOf(items: readonly { readonly name: string }[]): string[] {
  return items.map(({ name }) => name);
}
