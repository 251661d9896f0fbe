import { paint } from './paint';

/** Rows under headers, columns aligned; a column of numbers to the right. */
export function table(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = headers.map((header, i) => {
    const cells = rows.map((row) => row[i] ?? '');
    const width = widest([header, ...cells]);
    return { width, right: cells.length > 0 && cells.every(isNumeric) };
  });
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (columns[i].right ? cell.padStart(columns[i].width) : cell.padEnd(columns[i].width)))
      .join('  ')
      .trimEnd();
  return [paint('dim', line(headers)), ...rows.map(line)].join('\n');
}

function widest(cells: readonly string[]): number {
  return cells.reduce((most, cell) => Math.max(most, cell.length), 0);
}

/** `null` and a dash stand among numbers. */
function isNumeric(cell: string): boolean {
  return /^(-?\d[\d,]*(\.\d+)?(e[+-]?\d+)?|NaN|-?Infinity|null|-)$/.test(cell);
}

/** Names and values beside each other. */
export function fields(pairs: readonly (readonly [string, string])[]): string {
  const width = widest(pairs.map(([name]) => name));
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${value}`.trimEnd()).join('\n');
}
