import { expect, test } from 'vitest';

import { expandVariables } from './expand-variables';

test('takes from the variables, then from the environment', () => {
  process.env['FEATLAB_TEST_A'] = 'environment';
  expect(expandVariables('x/${FEATLAB_TEST_A}/y', { FEATLAB_TEST_A: 'given' }, 'here')).toBe('x/given/y');
  expect(expandVariables('x/${FEATLAB_TEST_A}/y', {}, 'here')).toBe('x/environment/y');
  delete process.env['FEATLAB_TEST_A'];
});

test('a default stands in for what is unset or empty', () => {
  expect(expandVariables('${FEATLAB_NONE:-data}/x', undefined, 'here')).toBe('data/x');
  expect(expandVariables('${A:-data}${A}', { A: '' }, 'here')).toBe('data');
  expect(expandVariables('${FEATLAB_NONE:-}x', undefined, 'here')).toBe('x');
});

test('what was put in is not expanded again, and other text stays', () => {
  expect(expandVariables('${A}', { A: '${B}' }, 'here')).toBe('${B}');
  expect(expandVariables('$A a$b $', {}, 'here')).toBe('$A a$b $');
});

test('an unset variable is an error that names it, its place and what is near', () => {
  expect(() => expandVariables('${DATA_DIRR}/x', { DATA_DIR: 'd' }, 'source trips')).toThrow(
    'source trips: the variable DATA_DIRR is not set\nfix: set DATA_DIRR in the environment, or write ${DATA_DIRR:-default}; DATA_DIR is set: did you mean it?',
  );
});

test.each(['${', '${}', '${1A}', '${A', '${A B}'])('%s names no variable', (text) => {
  expect(() => expandVariables(text, { A: 'a' }, 'here')).toThrow(/^here: .* names no variable\nfix: /);
});
