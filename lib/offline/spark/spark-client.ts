/** What is needed of a client of Spark's SQL. Each statement runs in one session, or in sessions that are alike. */
export interface SparkClient {
  /** Runs one statement to its end. Answers its rows: values by column name; of a few rows of text, never more. */
  query(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
}
