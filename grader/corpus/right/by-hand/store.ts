import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from './rule.ts';

/** View → key → its newest row. */
export type Store = Record<string, Record<string, Row>>;

export function readStore(folder: string): Store {
  const file = join(folder, 'store.json');
  if (!existsSync(file)) return {};
  const store = JSON.parse(readFileSync(file, 'utf8')) as Store;
  // -Infinity, of a row without `created`, has no JSON: it comes back as null.
  for (const rows of Object.values(store)) for (const row of Object.values(rows)) row.created ??= -Infinity;
  return store;
}

/** The old file or the new one, never half of one. */
export function writeStore(folder: string, store: Store): void {
  mkdirSync(folder, { recursive: true });
  const whole = join(folder, `store.${process.pid}.tmp`);
  writeFileSync(whole, JSON.stringify(store));
  renameSync(whole, join(folder, 'store.json'));
}
