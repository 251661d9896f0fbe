import { expect, test } from 'vitest';
import { timelinePicture } from './timeline';
import type { TimelineLane } from './timeline';

const hour = (text: string): string => `2025-06-09T${text}:00Z`;

const rows = ['13:00', '14:00', '15:00', '16:00'].map((time, i) => ({ event_timestamp: hour(time), value: i / 8 }));
const lane: TimelineLane = { label: '15:30', at: hour('15:30'), ttl: '2h', rows };

const draw = (language: 'es' | 'en', ...lanes: TimelineLane[]): ReturnType<typeof timelinePicture> =>
  timelinePicture({ language, lanes });

test('says each question in words: who wins, and how many rows of each kind it leaves', () => {
  const late = { ...lane, label: 'night', at: hour('23:00') };
  expect(draw('en', lane, late).alt).toBe(
    'Time line with a question on each line. 15:30 (9 Jun, 15:30): the 15:00 row wins, value 0.2500; older: 1; expired: 1; from the future: 1. night (9 Jun, 23:00): no row wins; expired: 4.',
  );
  expect(draw('es', lane).alt).toBe(
    'Línea de tiempo con una pregunta por renglón. 15:30 (9 jun, 15:30): gana la fila de las 15:00, valor 0.2500; más viejas: 1; vencidas: 1; del futuro: 1.',
  );
});

test('draws a mark for each row and one for each kind in the legend, a band for the TTL, a bar for the question', () => {
  const { svg } = draw('en', lane);
  expect(dots(svg)).toBe(rows.length + 4);
  expect(svg).toMatch(/aria-label="bar"/);
  expect(svg).toContain('? 15:30');
  expect(
    ['wins', 'good, but older', 'expired', 'from the future'].filter((word) => !svg.includes(`>${word}<`)),
  ).toEqual([]);
});

test('speaks of the TTL only where there is one', () => {
  expect(draw('en', lane).caption).toContain('TTL');
  expect(draw('en', { label: lane.label, at: lane.at, rows }).caption).not.toContain('TTL');
});

test('draws only what lies between from and to, and says all the same which row wins', () => {
  const { svg, alt } = timelinePicture({ language: 'en', from: hour('15:15'), to: hour('17:00'), lanes: [lane] });
  expect(dots(svg)).toBe(2);
  expect(alt).toContain('the 15:00 row wins');
});

test('a question without any row is drawn too', () => {
  const { svg, alt } = draw('en', { ...lane, rows: [] });
  expect(svg).not.toMatch(/NaN|Infinity/);
  expect(alt).toContain('no row wins');
});

test('is the same each time', () => {
  expect(draw('es', lane)).toEqual(draw('es', lane));
});

function dots(svg: string): number {
  const groups = svg.split('<g ').filter((group) => group.includes('aria-label="dot"'));
  return groups.join('').match(/<(circle|path) /g)?.length ?? 0;
}
