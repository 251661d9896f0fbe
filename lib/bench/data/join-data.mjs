import { join } from 'node:path';
import { featureColumns } from './feature-columns.mjs';
import { randomNumbers, shuffledNumbers } from './random.mjs';
import { once } from './write-columns.mjs';

const HOUR = 3_600_000_000;
const DAY = 24 * HOUR;
const T0 = Date.UTC(2025, 0, 1) * 1000;
/** About hourly rows, with gaps of days: so long is the history of one driver with so many rows. */
const STEP = HOUR + 0.03 * 2 * DAY;
const DRIVERS = 5000;
/** Rows in a file: what is larger is cut into files that each cover all drivers and the whole time. */
const FILE_ROWS = 2_000_000;

/**
 * The history's files, rows shuffled or by time: 5,000 drivers (500 where there are few rows), about hourly with gaps of days, 2 % of the rows a correction
 * of the row before (same time, later `created`).
 * @param shape `{ rows, features, sorted?, seed? }`
 */
export function historyFiles(folder, { rows, features, sorted = false, seed = 7 }) {
  const count = Math.ceil(rows / FILE_ROWS);
  return Array.from({ length: count }, (_, i) => {
    const name = `history-${rows}x${features}${sorted ? '-sorted' : ''}-${seed}.${i}.parquet`;
    return once(join(folder, name), () =>
      history(rows / count, features, sorted, randomNumbers(seed * 1000 + i), count),
    );
  });
}

/** Questions about that history, in random order: 1 % ask for a driver that is not there, 5 % come before all of it. */
export function questionsFile(folder, shape) {
  const file = join(folder, `questions-${shape.entities}-of-${shape.rows}.parquet`);
  return once(file, () => {
    const { driver_id, event_timestamp } = questions(shape, (random, span) =>
      random() < 0.05 ? -random() * 30 * DAY : random() * span,
    );
    return { driver_id: ['int64', driver_id], event_timestamp: ['time', event_timestamp] };
  });
}

/** Questions about the last tenth of that history alone, in microseconds since 1970. */
export function recentQuestions(shape) {
  return questions(shape, (random, span) => (0.9 + random() / 10) * span);
}

/** @param offsetOf answers a time after the history's first one, in microseconds */
function questions({ entities, rows }, offsetOf) {
  const random = randomNumbers(3);
  const drivers = driversOf(rows);
  const span = STEP * (rows / drivers);
  const driver = new BigInt64Array(entities);
  const time = new BigInt64Array(entities);
  for (let i = 0; i < entities; i++) {
    driver[i] = BigInt(1001 + Math.floor(random() * drivers) + (random() < 0.01 ? 10_000_000 : 0));
    time[i] = BigInt(T0 + Math.floor(offsetOf(random, span) / 1000) * 1000);
  }
  return { driver_id: driver, event_timestamp: time };
}

function driversOf(rows) {
  return rows < 1_000_000 ? DRIVERS / 10 : DRIVERS;
}

/** @param stretch how many such files make the history: each one's rows lie so much further apart */
function history(rows, features, sorted, random, stretch) {
  const { driver, time, created } = inDriverOrder(rows, driversOf(rows * stretch), random, stretch);
  const order = shuffledNumbers(rows, random);
  if (sorted) order.sort((a, b) => time[a] - time[b]);
  const ints = (values) => BigInt64Array.from(order, (row) => BigInt(values[row]));
  return {
    event_timestamp: ['time', ints(time)],
    driver_id: ['int64', ints(driver)],
    ...featureColumns(features, rows, random),
    created: ['time', ints(created)],
  };
}

function inDriverOrder(rows, drivers, random, stretch) {
  const out = { driver: new Float64Array(rows), time: new Float64Array(rows), created: new Float64Array(rows) };
  const perDriver = Math.ceil(rows / drivers);
  let time = T0;
  for (let row = 0; row < rows; row++) {
    const at = row % perDriver;
    if (at === 0) time = T0;
    const isCorrection = at > 0 && random() < 0.02;
    const gap = random() < 0.03 ? DAY * (1 + 2 * random()) : 0;
    if (!isCorrection) time += Math.floor((((0.5 + random()) * HOUR + gap) * stretch) / 1000) * 1000;
    out.driver[row] = 1001 + Math.floor(row / perDriver);
    out.time[row] = time;
    out.created[row] = time + Math.floor(1 + random() * 59) * 60_000_000 + at * 1000;
  }
  return out;
}
