import { InputError } from '../errors';
import type { EntityRow } from '../online/get-online-features';

/** Columns as they come in a body: name → values. */
export type BodyColumns = Readonly<Record<string, readonly unknown[]>>;

/**
 * Entities in columns as entity rows. No columns at all are one row without fields, which asks for views without
 * entities.
 * @throws InputError where columns differ in length, or have more rows than `most`
 */
export function entityRows(entities: BodyColumns, most: number): EntityRow[] {
  const columns = Object.entries(entities);
  const [[first, { length }] = ['', { length: 1 }]] = columns;
  for (const [name, values] of columns) {
    if (values.length === length) continue;
    throw new InputError(
      'INPUT_INVALID',
      `entities: ${name} has ${String(values.length)} values, ${first} has ${String(length)}`,
      'give each column a value for each row; null where it is not known',
    );
  }
  checkRows(length, most);
  const rows: Record<string, unknown>[] = [];
  for (let row = 0; row < length; row++) {
    const fields: Record<string, unknown> = {};
    for (const [name, values] of columns) fields[name] = values[row];
    rows.push(fields);
  }
  return rows;
}

/** @throws InputError for more rows than one request may have */
export function checkRows(rows: number, most: number): void {
  if (rows <= most) return;
  throw new InputError(
    'INPUT_INVALID',
    `the request has ${String(rows)} rows, more than the ${String(most)} that one may have`,
    'send them in several requests, or start the server with a greater --max-rows',
  );
}
