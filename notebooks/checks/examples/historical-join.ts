import type { Example } from './example';

const questions = [{ driver_id: 1003, event_timestamp: '2025-06-09T15:30:00Z' }];
const rows = [{ ...questions[0], conv_rate: 0.5 }];
const answered = ['08:00', '12:45', '15:30'].map((hour) => ({
  event_timestamp: `2025-06-09T${hour}:00Z`,
  conv_rate: 0.5,
}));
const corrected = answered.map((row, i) => (i === 1 ? row : { ...row, conv_rate: 0.4 }));

export const historicalExamples: Example[] = [
  ['joined', [questions, rows], [questions, [...rows, ...rows]]],
  ['byHand', [{ conv_rate: 0.5 }, rows[0]], [{ conv_rate: 0.4 }, rows[0]]],
  ['allByHand', [[0.5], rows], [[0.4], rows]],
  ['leaked', [[{ feature_time: '2025-06-10T12:00:00Z' }], rows], [[{ feature_time: '2025-06-09T15:00:00Z' }], rows]],
  ['noMatch', [[{ ...questions[0], conv_rate: null }]], [rows]],
  ['cutoff', [corrected, answered], [answered, answered]],
];
