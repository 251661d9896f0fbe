import type { SqlValue } from '../sql/sql';

/** How a bound value stands in a statement: cast by a format of its own, whatever the session's settings are. */
export function placeholder(value: SqlValue): string {
  switch (value.type) {
    case 'string':
      return 'CAST(? AS VARCHAR)';
    case 'int64':
      return 'CAST(? AS NUMBER(38,0))';
    case 'date':
      return "TO_DATE(?, 'YYYY-MM-DD')";
    case 'instant': {
      const [type] = value.native.split('(');
      return `TO_${type}(?, 'YYYY-MM-DD HH24:MI:SS.FF9${type === 'TIMESTAMP_NTZ' ? '' : ' TZH:TZM'}')`;
    }
  }
}

/** The text that is bound there. */
export function boundText(value: SqlValue): string {
  if (value.type === 'date') return new Date(value.value * 86_400_000).toISOString().slice(0, 10);
  if (value.type !== 'instant') return String(value.value);
  const nanos = value.unit === 'us' ? value.value * 1000n : value.value;
  const rest = ((nanos % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const millis = new Date(Number((nanos - rest) / 1_000_000n)).toISOString().slice(0, -1).replace('T', ' ');
  return `${millis}${String(rest).padStart(6, '0')}${value.native.startsWith('TIMESTAMP_NTZ') ? '' : ' +00:00'}`;
}
