import type { DriverRepository } from './driver-repository';

/** Every row of the registry and of the online store, a line each; a generation is new for each making of a table. */
export function rowsOf(repository: DriverRepository): string {
  const tables = { ...repository.tables('registry.db'), ...repository.tables('online_store.db') };
  const lines = Object.entries(tables).flatMap(([name, rows]) => rows.map((row) => `${name} ${JSON.stringify(row)}`));
  return lines.join('\n').replaceAll(/"generation":"[^"]+"/g, '');
}
