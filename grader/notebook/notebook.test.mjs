import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { notebooks } from './build.mjs';

/** What of a notebook its source says. */
function sourceOf(text) {
  return JSON.parse(text).cells.map(({ cell_type, id, source }) => [cell_type, id, [source].flat().join('')]);
}

describe.each(notebooks())('the notebook in $language', ({ file, language, text }) => {
  const recorded = readFileSync(file, 'utf8');
  const outputOf = (id) =>
    JSON.parse(recorded)
      .cells.find((cell) => cell.id === id)
      .outputs.map((output) => [output.text].flat().join(''))
      .join('');

  test('1. is what its source says; where it is not: npm run notebooks:record', () => {
    expect(sourceOf(recorded)).toEqual(sourceOf(text));
  });

  test('2. has the outputs of the real grader: both cheats are equal, and neither is right', () => {
    const words = { es: ['pasó', 'falló'], en: ['passed', 'failed'] };
    const [passed, failed] = words[language];
    expect(outputOf('constants-equal')).toContain(`E1 ${passed}`);
    expect(outputOf('constants-right')).toMatch(new RegExp(`E2 ${failed}[^]*customer_id`));
    expect(outputOf('pairs-right')).toMatch(new RegExp(`E1 ${passed}[^]*E2 ${passed}`));
    expect(outputOf('pairs-unseen')).toContain(`E3 ${failed}`);
    expect(outputOf('reference')).not.toContain(failed);
  });

  test('3. says nothing of the machine that it ran on', () => {
    expect(recorded).not.toMatch(/\/tmp\/|\/home\/|\/root\/|"execution":/);
  });
});
