/** A student's text for a terminal: in one line, without what a terminal would obey. */
export function printable(text: string, most = 60): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu, '\ufffd');
  return plain.length <= most ? plain : `${plain.slice(0, most)}…`;
}
