import type { Example } from './example';

const questions = [{ driver_id: 1003, event_timestamp: '2025-06-09T15:30:00Z' }];
const rows = [{ ...questions[0], conv_rate: 0.5 }];
const answered = ['08:00', '12:45', '15:30'].map((hour) => ({
  event_timestamp: `2025-06-09T${hour}:00Z`,
  conv_rate: 0.5,
}));
const corrected = answered.map((row, i) => (i === 1 ? row : { ...row, conv_rate: 0.4 }));
const booked = { event_timestamp: new Date('2025-06-09T10:30:00Z'), feature_time: new Date('2025-06-09T16:00:00Z') };
const future = { event_timestamp: new Date('2025-06-10T12:00:00Z'), conv_rate: 0.4 };
const scores = {
  'LEFT JOIN': { validation: 1, production: 0.74 },
  'point-in-time': { validation: 0.84, production: 0.84 },
};
const unbroken = { ...scores, 'LEFT JOIN': { validation: 1, production: 1 } };

export const historicalExamples: Example[] = [
  ['joined', [questions, rows], [questions, [...rows, ...rows]]],
  ['byHand', [{ conv_rate: 0.5 }, rows[0]], [future, rows[0]]],
  [
    'byHand',
    [{ conv_rate: 0.5 }, rows[0]],
    [{ ...future, event_timestamp: new Date('2025-06-09T15:00:00Z') }, rows[0]],
  ],
  [
    'leaked',
    [2, [booked, booked]],
    [
      [booked, booked],
      [booked, booked],
    ],
  ],
  ['leaked', [2, [booked, booked]], [0, [booked, booked]]],
  ['broken', [scores], [unbroken]],
  ['noMatch', [[{ ...questions[0], conv_rate: null }]], [rows]],
  ['edge', ['2025-06-09T13:59:59Z', rows[0]], ['2025-06-09T14:00:00Z', rows[0]]],
  ['edge', ['2025-06-09T10:59:59-03:00', rows[0]], ['2025-06-09T13:59:59-03:00', rows[0]]],
  ['edge', ['2025-06-09 13:59:59', rows[0]], ['2025-06-09 13:59:58', rows[0]]],
  ['cutoff', [corrected, answered], [answered, answered]],
  [
    'cheaper',
    [
      { rows: 220_282, bytes: 8_800_000 },
      { rows: 23_674, bytes: 950_000 },
    ],
    [
      { rows: 1, bytes: 1 },
      { rows: 1, bytes: 1 },
    ],
  ],
  ['overflowed', [-1294967296, 3000000000n], [1, 1n]],
];
