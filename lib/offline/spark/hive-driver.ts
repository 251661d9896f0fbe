/** What is needed of the package hive-driver. */
export interface HiveDriver {
  readonly HiveClient: new (service: object, types: object) => HiveClient;
  readonly HiveUtils: new (types: object) => HiveUtils;
  readonly connections: { readonly TcpConnection: new () => object };
  readonly auth: { readonly PlainTcpAuthentication: new (as: object) => object };
  readonly thrift: {
    readonly TCLIService: object;
    readonly TCLIService_types: { readonly TProtocolVersion: { readonly HIVE_CLI_SERVICE_PROTOCOL_V10: number } };
  };
}

export interface HiveClient {
  connect(to: { readonly host: string; readonly port: number }, connection: object, as: object): Promise<unknown>;
  openSession(request: object): Promise<HiveSession>;
  on(event: 'error' | 'close', listener: (error?: Error) => void): unknown;
  close(): void;
}

export interface HiveSession {
  executeStatement(statement: string, options: { readonly runAsync: true }): Promise<HiveOperation>;
  close(): Promise<unknown>;
}

export interface HiveOperation {
  close(): Promise<unknown>;
}

export interface HiveUtils {
  waitUntilReady(operation: HiveOperation, progress: false, callback: () => void): Promise<unknown>;
  fetchAll(operation: HiveOperation): Promise<unknown>;
  /** Null where the statement has no answer. */
  getResult(operation: HiveOperation): { getValue(): readonly Readonly<Record<string, unknown>>[] | null };
}
