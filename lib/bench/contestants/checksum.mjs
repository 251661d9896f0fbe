const EXACT = 2 ** 24;
const MODULUS = 2 ** 48;

/**
 * How many questions got an answer, and a sum of all that depends on their order: floats as whole multiples of 2^-24,
 * so that it does not depend on how it is added up.
 * @param exact without it the number alone: where ties are not decided, values differ
 */
export function checksum(values, exact) {
  let [row, matched, sum] = [0, 0, 0];
  for (const value of values) {
    if (value !== null) {
      matched++;
      sum = (sum + Math.floor(value * EXACT) * (row % 1009)) % MODULUS;
    }
    row++;
  }
  return exact ? { rows: row, matched, sum } : { rows: row, matched };
}
