import { expect, test } from 'vitest';
import { timeAxis, timeText } from './time-axis';

const axis = (from: string, to: string, language: 'es' | 'en' = 'es'): string[] => {
  const { ticks, tickFormat } = timeAxis([Date.parse(from), Date.parse(to)], language);
  return ticks.map(tickFormat);
};

test('hours within a day, the day at midnight', () => {
  expect(axis('2025-06-09T18:00:00Z', '2025-06-10T03:00:00Z')).toEqual([
    ...['18:00', '19:00', '20:00', '21:00', '22:00', '23:00', '10 jun', '01:00', '02:00', '03:00'],
  ]);
});

test('days within weeks, in the language', () => {
  expect(axis('2025-12-30T12:00:00Z', '2026-01-02T12:00:00Z', 'en')).toContain('1 Jan');
  expect(axis('2025-06-01T00:00:00Z', '2025-06-09T00:00:00Z')).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((day) => `${String(day)} jun`),
  );
});

test('a time has seconds, and parts of them, only where they are not 0; at midnight it has its day', () => {
  const texts = ['15:30:00Z', '15:30:20Z', '15:30:00.250Z', '00:00:00Z'].map((time) =>
    timeText(new Date(`2025-06-09T${time}`), 'en'),
  );
  expect(texts).toEqual(['15:30', '15:30:20', '15:30:00.25', '9 Jun 00:00']);
});
