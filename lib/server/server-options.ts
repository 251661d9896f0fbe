export interface ServerOptions {
  /** Entity rows, or pushed rows, in one request. */
  readonly maxRows: number;
  /** Bytes of a request's body. */
  readonly maxBody: number;
  /** What `Authorization: Bearer …` must say; undefined = nobody is asked. */
  readonly token?: string | undefined;
  /** pino's level: what is logged on stderr, a JSON line each. */
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

export const DEFAULT_OPTIONS: ServerOptions = { maxRows: 10_000, maxBody: 16 * 1024 * 1024, logLevel: 'warn' };
