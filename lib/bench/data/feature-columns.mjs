const FIRST = { conv_rate: 'float32', acc_rate: 'float32', avg_daily_trips: 'int64' };

/** A view's schema of so many features: the drivers' three, then doubles f4, f5, … */
export function schemaOf(features) {
  const more = Array.from({ length: Math.max(0, features - 3) }, (_, i) => [`f${i + 4}`, 'float64']);
  return Object.fromEntries([...Object.entries(FIRST), ...more].slice(0, features));
}

const VALUES = {
  float32: (length, random) => Float32Array.from({ length }, random),
  float64: (length, random) => Float64Array.from({ length }, random),
  int64: (length, random) => BigInt64Array.from({ length }, () => BigInt(Math.floor(random() * 1000))),
};

/** Random values for each of them, as `once` takes them. */
export function featureColumns(features, length, random) {
  const columns = Object.entries(schemaOf(features));
  return Object.fromEntries(columns.map(([name, type]) => [name, [type, VALUES[type](length, random)]]));
}
