import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// README.md claims what is different from Feast. Each claim names its tests, and these are there.

const tests = readdirSync(__dirname, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.test.ts') && file !== 'differences.test.ts')
  .map((file) => readFileSync(join(__dirname, file), 'utf8'))
  .join('\n');

const rows = readFileSync(join(__dirname, 'README.md'), 'utf8')
  .split('## Differences from Feast')[1]
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Feast |'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, feast, , named]) => ({ feast, named: [...named.matchAll(/`([^`]+)`/g)].map(([, name]) => name) }));

test('the list is there', () => {
  expect(rows.length).toBeGreaterThan(10);
});

test.each(rows)('$feast', ({ named }) => {
  expect(named).not.toEqual([]);
  expect(named.filter((name) => !isCase(name) && !isTest(name))).toEqual([]);
});

function isCase(name: string): boolean {
  return existsSync(join(__dirname, 'conformance', 'cases', `${name}.json`));
}

function isTest(name: string): boolean {
  return [`'${name}'`, `"${name}"`].some((title) => tests.includes(title));
}
