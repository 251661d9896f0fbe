import { toClock } from '../../time/clock';
import type { BigtableOptions } from './bigtable-options';
import { KeyValueStore } from '../key-value/key-value-store';
import { loadPackage } from '../../load-package';
import { RemoteCalls, TIMEOUT_MS } from '../remote-calls';
import type { BigtableClient, BigtableTable } from './bigtable-client';
import { BigtableRows } from './bigtable-rows';
import { bigtableTrouble } from './bigtable-trouble';

interface BigtablePackage {
  readonly Bigtable: new (options: object) => BigtableClient;
}

export function openBigtable(options: BigtableOptions): KeyValueStore {
  const place = `bigtable ${options.instance}`;
  const calls = new RemoteCalls({ place, timeoutMs: options.timeoutMs ?? TIMEOUT_MS, troubleOf: bigtableTrouble });
  let own: BigtableClient | undefined;
  let table: BigtableTable | undefined;
  const open = (): BigtableTable => {
    const client = options.client ?? (own ??= makeClient(options));
    return (table ??= client.instance(options.instance).table(options.table ?? 'featlab'));
  };
  const end = async (): Promise<void> => {
    await own?.close?.();
  };
  return new KeyValueStore(
    new BigtableRows(calls, open, end, { ttl: options.keyTtlSeconds, clock: toClock(options.now) }),
  );
}

function makeClient({ folder, projectId, appProfile }: BigtableOptions): BigtableClient {
  const { Bigtable } = loadPackage('@google-cloud/bigtable', 'the online store', folder) as BigtablePackage;
  return new Bigtable({
    ...(projectId === undefined ? {} : { projectId }),
    ...(appProfile === undefined ? {} : { appProfileId: appProfile }),
  });
}
