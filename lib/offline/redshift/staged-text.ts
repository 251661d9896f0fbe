import { isNull } from '../../columns/column';
import type { Column } from '../../columns/column';
import { boundText } from '../postgres/bound-text';
import { inYears } from '../sql/bounds';

/** A value of an entity row as Redshift takes it; instants without a zone, as they are compared. */
export function stagedText(column: Column, row: number): string | null {
  if (isNull(column, row)) return null;
  const value = column.values[row];
  if (column.type === 'timestamp') {
    const text = boundText({ type: 'instant', value: inYears(value as bigint), unit: 'us', native: 'TIMESTAMP' });
    return text.replace('T', ' ').replace('+00', '');
  }
  // No text of the database has a zero in it: a key that has one matches nothing.
  return typeof value === 'string' && value.includes('\0') ? null : String(value);
}
