// No se corrige: un modelo, para que las features tengan a quién servir.

/** La probabilidad de fraude, de 0 a 1, para una fila de features. */
export type Model = (row: Row) => number;
/** Las features en el orden del vector; null donde no hay valor. */
export type Row = readonly (number | null)[];

/**
 * Una regresión logística común: cada feature estandarizada, un null como la media de la feature, descenso de gradiente.
 * @param labels 0 o 1, una por fila
 */
export function logisticRegression(rows: readonly Row[], labels: readonly number[]): Model {
  const scale = standardise(rows);
  const inputs = rows.map(scale);
  let weights = scale(rows[0] ?? []).map(() => 0);
  for (let step = 0; step < 400; step += 1) {
    const gradient = weights.map(() => 0);
    inputs.forEach((input, i) => {
      const error = chance(weights, input) - (labels[i] ?? 0);
      input.forEach((value, j) => (gradient[j] = (gradient[j] ?? 0) + error * value));
    });
    weights = weights.map((weight, j) => weight - (2 * (gradient[j] ?? 0)) / inputs.length);
  }
  return (row) => chance(weights, scale(row));
}

function chance(weights: readonly number[], input: readonly number[]): number {
  const sum = weights.reduce((total, weight, j) => total + weight * (input[j] ?? 0), 0);
  return 1 / (1 + Math.exp(-sum));
}

/** Cada feature con media 0 y desvío 1, y una constante adelante. */
function standardise(rows: readonly Row[]): (row: Row) => number[] {
  const columns = (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? null).filter((value) => value !== null));
  const means = columns.map(mean);
  const deviations = columns.map((values, j) => Math.sqrt(mean(values.map((value) => (value - (means[j] ?? 0)) ** 2))));
  return (row) => [
    1,
    ...row.map((value, j) => (value === null ? 0 : (value - (means[j] ?? 0)) / (deviations[j] || 1))),
  ];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Cuántas veces un fraude queda por encima de lo que no lo es, de 0 a 1 (el área bajo la curva ROC); 0.5 es el azar. */
export function auc(scores: readonly number[], labels: readonly number[]): number {
  const others = scores.filter((_, i) => labels[i] === 0);
  const frauds = scores.filter((_, i) => labels[i] === 1);
  const wins = frauds.map((score) => mean(others.map((other) => (other < score ? 1 : other === score ? 0.5 : 0))));
  return mean(wins);
}
