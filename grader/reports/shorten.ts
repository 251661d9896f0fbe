/** The first characters of a text that may be a student's, and how many there were. */
export function shorten(text: string, most = 600): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most)}… (${String(text.length)})`;
}
