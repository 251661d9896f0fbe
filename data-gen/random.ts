/**
 * A number in [0, 1) that depends on the seed and the three integers alone: nothing is drawn in sequence, so a
 * value stays the same whatever else is made around it. It is MurmurHash3 (x86, 32 bits) of the integers as
 * little-endian words, divided by 2^32; integer arithmetic only, so the same on every machine.
 */
export function uniform(seed: number, driver: number, hour: number, draw: number): number {
  return murmur3(seed, [driver, hour, draw]) / 0x1_0000_0000;
}

/** MurmurHash3_x86_32 of 32-bit words (Austin Appleby, public domain), as an unsigned number. */
export function murmur3(seed: number, words: readonly number[]): number {
  let hash = seed | 0;
  for (const word of words) {
    const k = Math.imul(rotateLeft(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
    hash = (Math.imul(rotateLeft(hash ^ k, 13), 5) + 0xe6546b64) | 0;
  }
  return finish(hash ^ (words.length * 4));
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function finish(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
