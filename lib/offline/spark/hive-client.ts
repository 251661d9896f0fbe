import type { HiveDriver, HiveOperation, HiveSession, HiveUtils } from './hive-driver';
import type { SparkClient } from './spark-client';

export interface HiveAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** Spark's Thrift server over hive-driver: one session, in UTC, opened when it is first needed and again when it was lost. */
export function hiveClient(driver: HiveDriver, address: HiveAddress): SparkClient {
  let current: Promise<SparkClient> | undefined;
  const session = (): Promise<SparkClient> => {
    const forget = (): void => {
      if (current === opening) current = undefined;
    };
    const opening = current ?? openSession(driver, address, forget);
    current = opening;
    opening.catch(forget);
    return opening;
  };
  return {
    query: async (statement) => (await session()).query(statement),
    close: async () => {
      const last = await current?.catch(() => undefined);
      current = undefined;
      await last?.close();
    },
  };
}

async function openSession(
  driver: HiveDriver,
  { host, port, user: username, password }: HiveAddress,
  onLost: () => void,
): Promise<SparkClient> {
  const { TCLIService, TCLIService_types: types } = driver.thrift;
  const client = new driver.HiveClient(TCLIService, types);
  // Without a listener an error would end the process; what waits for an answer on a lost connection gets none.
  const lost = new Promise<never>((_, reject) => {
    client.on('error', (error) => reject(error ?? new Error('the connection failed')));
    client.on('close', () => reject(new Error('the connection was closed')));
  });
  lost.catch(onLost);
  // An empty password is refused also by a server that looks at none.
  const login = new driver.auth.PlainTcpAuthentication({ username, password: password || 'none' });
  await client.connect({ host, port }, new driver.connections.TcpConnection(), login);
  const version = types.TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10;
  const session = await Promise.race([client.openSession({ client_protocol: version }), lost]);
  const utils = new driver.HiveUtils(types);
  const query: SparkClient['query'] = (statement) => Promise.race([answerOf(session, utils, statement), lost]);
  await query("SET TIME ZONE 'UTC'");
  return {
    query,
    close: async () => {
      await Promise.race([session.close(), lost]).catch(() => undefined);
      client.close();
    },
  };
}

async function answerOf(session: HiveSession, utils: HiveUtils, statement: string): ReturnType<SparkClient['query']> {
  let operation: HiveOperation | undefined;
  try {
    operation = await session.executeStatement(statement, { runAsync: true });
    await utils.waitUntilReady(operation, false, () => undefined);
    await utils.fetchAll(operation);
    return utils.getResult(operation).getValue() ?? [];
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error });
  } finally {
    await operation?.close().catch(() => undefined);
  }
}

/** The driver's own message says nothing; Spark's stands in the response, behind the names of its exceptions. */
function reasonOf(error: unknown): string {
  const { message, response } = error as { message?: string; response?: { errorMessage?: string } };
  const text = response?.errorMessage ?? message ?? String(error);
  return text.replace(
    /^(?:[\w.]+Exception: |Error (?:running|operating) \w+: |\[[A-Z_.\d]+\] (?=[\w.]+Exception: )|\s)+/,
    '',
  );
}
