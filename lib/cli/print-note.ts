/** A line for people on stderr, at once: it stands before what may go wrong, and out of the way of what stdout carries. */
export function printNote(kind: 'note' | 'warning', text: string): void {
  process.stderr.write(`${kind}: ${text}\n`);
}
