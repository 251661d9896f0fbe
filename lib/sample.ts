/**
 * `count` of the numbers 0 to `size` − 1, ascending, the same for the same seed: selection sampling (Knuth, The Art
 * of Computer Programming, vol. 2, algorithm S) over the mulberry32 generator.
 */
export function sample(size: number, count: number, seed: number): Int32Array {
  const random = mulberry32(seed);
  const chosen = new Int32Array(Math.min(count, size));
  for (let i = 0, taken = 0; taken < chosen.length; i++) {
    if ((size - i) * random() < chosen.length - taken) chosen[taken++] = i;
  }
  return chosen;
}

function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
