import { expect, test } from 'vitest';
import { agePicture } from '.';

const now = '2025-06-10T12:00:00Z';
const lastSeen = {
  1001: '2025-06-10T11:30:00Z',
  1002: '2025-06-09T12:00:00Z', // exactly a day
  1003: '2025-06-09T11:59:59Z',
};

test('a value of exactly the ttl is alive, one of a second more has expired', () => {
  expect(agePicture({ language: 'en', lastSeen, now, ttl: '1d' }).alt).toContain(
    '1001: alive: 30 min; 1002: alive: 1 d; 1003: expired: 1 d.',
  );
});

test('says it in Spanish, and with another ttl', () => {
  expect(agePicture({ language: 'es', lastSeen, now, ttl: '1h' }).alt).toContain(
    '1001: vive: 30 min; 1002: vencido: 1 d; 1003: vencido: 1 d.',
  );
});

test('is the same each time', () => {
  const draw = (): string => agePicture({ language: 'es', lastSeen, now, ttl: '2w' }).svg;
  expect(draw()).toBe(draw());
});

test('refuses a ttl that it cannot read', () => {
  expect(() => agePicture({ language: 'es', lastSeen, now, ttl: '1 day' })).toThrow("such as '1d'");
});
