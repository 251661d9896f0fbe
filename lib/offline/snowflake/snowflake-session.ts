import type { SnowflakePackage, SnowflakeSession } from './snowflake-client';
import type { SnowflakeOptions } from './snowflake-options';

/**
 * A session that is opened when it is first needed, once, and again after a failure or where it is no longer up.
 * It is kept alive while the store is open: with it would go the temporary tables.
 */
export function snowflakeSession(
  sdk: SnowflakePackage,
  options: SnowflakeOptions,
): { readonly session: () => Promise<SnowflakeSession>; readonly close: () => Promise<void> } {
  let opening: Promise<SnowflakeSession> | undefined;
  let open: SnowflakeSession | undefined;
  const connect = async (): Promise<SnowflakeSession> => {
    try {
      return (open = await connected(sdk, options));
    } catch (error) {
      opening = undefined;
      throw error;
    }
  };
  return {
    session: () => {
      if (open?.isUp() === false) open = opening = undefined;
      return (opening ??= connect());
    },
    close: async () => {
      const session = await opening?.catch(() => undefined);
      await new Promise<void>((resolve) => (session ? session.destroy(() => resolve()) : resolve()));
    },
  };
}

function connected(sdk: SnowflakePackage, options: SnowflakeOptions): Promise<SnowflakeSession> {
  // Else it writes a log beside the user's files.
  sdk.configure({ logLevel: 'OFF', additionalLogToConsole: false });
  // By default it knocks for five minutes at an address where nobody answers.
  const policy = { clientSessionKeepAlive: true, sfRetryMaxLoginRetries: 2 };
  const connection = sdk.createConnection({ ...driverOptions(options), ...policy });
  return new Promise((resolve, reject) => {
    const opened = (error: Error | undefined): void => (error ? reject(error) : resolve(connection));
    connection.connectAsync(opened).catch(reject);
  });
}

/** Feast's names as the driver's. */
function driverOptions({
  user,
  private_key,
  private_key_content,
  private_key_passphrase,
  ...rest
}: SnowflakeOptions): object {
  const { access_url, ...same } = rest;
  const isKeyed = private_key !== undefined || private_key_content !== undefined;
  const given = {
    username: user,
    accessUrl: access_url,
    privateKeyPath: private_key,
    privateKey: private_key_content,
    privateKeyPass: private_key_passphrase,
    authenticator: isKeyed ? 'SNOWFLAKE_JWT' : undefined,
    application: 'featlab',
    ...same,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
