import type { SqlValue } from '../sql/sql';

/** A bound value as pg sends it; its type stands in the statement (`boundType`). */
export function boundText(value: SqlValue): string {
  switch (value.type) {
    case 'string':
      return value.value;
    case 'int64':
      return String(value.value);
    case 'date':
      return new Date(value.value * 86_400_000).toISOString().slice(0, 10);
    case 'instant': {
      const rest = ((value.value % 1000n) + 1000n) % 1000n;
      const iso = new Date(Number((value.value - rest) / 1000n)).toISOString().slice(0, -1);
      return `${iso}${String(rest).padStart(3, '0')}+00`;
    }
  }
}

/** The type in which a value is compared. @param text the type of strings */
export function boundType(value: SqlValue, text: string): string {
  switch (value.type) {
    case 'string':
      return text;
    case 'int64':
      return 'BIGINT';
    case 'date':
      return 'DATE';
    case 'instant':
      return value.native;
  }
}
