import type { DriverRepository } from './driver-repository';

/**
 * Every row of the registry and of the online store, a line each; a generation is new for each making of a table. Without
 * the marks that name rows which are gone: nobody reads these any more.
 */
export function rowsOf(repository: DriverRepository): string {
  const tables = { ...repository.tables('registry.db'), ...repository.tables('online_store.db') };
  const generations = new Set((tables['featlab_views'] as Generation[]).map(({ generation }) => generation));
  const lines = Object.entries(tables).flatMap(([name, rows]) =>
    rows
      .filter((row) => name !== 'marks' || generations.has((row as Generation).generation))
      .map((row) => `${name} ${JSON.stringify(row)}`),
  );
  return lines.join('\n').replaceAll(/"generation":"[^"]+"/g, '');
}

interface Generation {
  readonly generation: string;
}
