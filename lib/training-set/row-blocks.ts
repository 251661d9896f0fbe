import type { NamedValues } from './named-values';

/** Rows of a piece. */
const BLOCK = 10_000;

/** The text of each row, some thousands at a time, `between` each two. */
export function* rowBlocks(
  columns: readonly NamedValues[],
  textOf: (row: number) => string,
  between: string,
): Generator<string> {
  const length = columns[0]?.[1].length ?? 0;
  for (let from = 0; from < length; from += BLOCK) {
    const rows = Array.from({ length: Math.min(BLOCK, length - from) }, (_, i) => textOf(from + i));
    yield (from === 0 ? '' : between) + rows.join(between);
  }
}
