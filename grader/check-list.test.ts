import { describe, expect, test } from 'vitest';
import { CHECK_IDS, CHECKS, weightOf } from './check-list';

const total = (ids: readonly (typeof CHECK_IDS)[number][]): number => ids.reduce((sum, id) => sum + weightOf(id), 0);

describe('the table of checks', () => {
  test('1. weights are those of the rubric: 60, 15, 10, 15', () => {
    expect(total(['E1', 'E2', 'E3'])).toBe(60);
    expect(total(['D0', 'R0'])).toBe(15);
    expect(total(['N1', 'T1'])).toBe(10);
    expect(total(CHECK_IDS)).toBeCloseTo(100, 9);
  });

  test('2. a parent stands before its children, and all go back to S0', () => {
    for (const [place, id] of CHECK_IDS.entries()) {
      const { parent } = CHECKS[id];
      if (id === 'S0') expect(parent).toBeNull();
      else expect(CHECK_IDS.indexOf(parent!)).toBeLessThan(place);
    }
  });

  test('3. each says what it wants and where to look, in both languages', () => {
    for (const { title, help } of Object.values(CHECKS)) {
      expect(title.en).not.toBe(title.es);
      expect(help.en.length).toBeGreaterThan(40);
      expect(help.es.length).toBeGreaterThan(40);
    }
  });
});
