/** Does a text that should be a path name something on another machine, or a database: `s3://lake/stats.parquet`? */
export function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(text);
}
