/** A text or bytes, spoilt: some pieces are cut out, doubled, swapped for others, or put in, as `random` has it. */
export function mutateText(text: string, pieces: readonly string[], random: () => number): string {
  let out = text;
  for (let edits = 1 + Math.floor(random() * 4); edits > 0; edits--) {
    const from = Math.floor(random() * (out.length + 1));
    const to = Math.min(out.length, from + Math.floor(random() * 8));
    const piece = pieces[Math.floor(random() * pieces.length)] ?? '';
    const middle = [piece, '', out.slice(from, to).repeat(2), piece + out.slice(from, to)];
    out = out.slice(0, from) + (middle[Math.floor(random() * middle.length)] ?? '') + out.slice(to);
  }
  return out;
}

/** Bytes with some flipped, a stretch zeroed or doubled, or the end cut off. */
export function mutateBytes(bytes: Uint8Array, random: () => number): Uint8Array {
  const at = (): number => Math.floor(random() * bytes.length);
  const kind = random();
  if (kind < 0.1) return bytes.slice(0, at());
  const out = Uint8Array.from(bytes);
  if (kind < 0.2) return out.fill(0, at(), at());
  if (kind < 0.3) return out.copyWithin(at(), at(), at());
  for (let flips = 1 + Math.floor(random() * 3); flips > 0; flips--) out[at()] ^= 1 + Math.floor(random() * 255);
  return out;
}
