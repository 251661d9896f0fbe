/**
 * Rows of a batch in rounds, one after the other, in each of which no key comes twice, so that a round can be written
 * in any order and in one statement. The rows of one key keep their order; those that an earlier row of the batch beats
 * are left out, for no store would accept them. Answers row numbers; almost always one round of all rows.
 * @param keys a text for each row, the same for the same key
 * @param beats is row `a` newer than row `b`?
 */
export function inRounds(keys: readonly string[], beats: (a: number, b: number) => boolean): number[][] {
  const last = new Map<string, { row: number; round: number }>();
  const rounds: number[][] = [];
  for (let row = 0; row < keys.length; row++) {
    const before = last.get(keys[row]);
    if (before && beats(before.row, row)) continue;
    const round = before ? before.round + 1 : 0;
    last.set(keys[row], { row, round });
    (rounds[round] ??= []).push(row);
  }
  return rounds;
}
