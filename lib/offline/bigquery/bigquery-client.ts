/** What is needed of a client of @google-cloud/bigquery. */
export interface BigQueryClient {
  createQueryJob(options: BigQueryStatement): Promise<readonly [BigQueryJob, ...unknown[]]>;
  dataset(name: string): {
    table(name: string): { load(file: string, options: object): Promise<unknown> };
  };
}

export interface BigQueryStatement {
  readonly query: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly location?: string;
  /** Checked and measured, not run: free. */
  readonly dryRun?: boolean;
}

export interface BigQueryJob {
  readonly metadata: {
    readonly statistics?: {
      readonly totalBytesProcessed?: string;
      readonly query?: { readonly schema?: { readonly fields?: readonly BigQueryField[] } };
    };
  };
  getQueryResults(options: object): Promise<readonly [readonly BigQueryRow[], object | null, ...unknown[]]>;
}

export interface BigQueryField {
  readonly name: string;
  readonly type: string;
  readonly mode?: string;
}

/** Values by name, in the statement's order; integers as `{ value }`, in digits. */
export type BigQueryRow = Readonly<Record<string, unknown>>;
