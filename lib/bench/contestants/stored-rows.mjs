/** The features' names, and the value of each in each row: what both contestants store and read. */
export function storedRows(features) {
  const names = Array.from({ length: features }, (_, i) => `f${i}`);
  return { names, valueOf: (id, i) => ((id * 31 + i * 7) % 1000) / 8 };
}
