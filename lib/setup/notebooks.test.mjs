import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { inRoot } from './root.mjs';
import { runNotebooks } from './steps/run-notebooks.mjs';

// Small notebooks on the real kernel. Each broken one has a cell that nbclient alone would let pass, or a known trap.

const folder = inRoot('.lab', 'broken-notebooks');
const DONE = ["console.log('featlab:done')", 'sentinel'];

/** Cells are `[source, tag]`. What nobody adds: the sentinel. */
const NOTEBOOKS = {
  good: [
    ['const a: number = 1;'],
    ["console.log(a === 1 ? '✓ a is 1' : '✗ a')", 'check'],
    ["console.error('meant')", 'stderr-ok'],
    DONE,
  ],
  // As an install or a git pull beside an open notebook does.
  'packages-change': [
    ["import { utimesSync } from 'node:fs';\nimport { tableFromArrays } from 'apache-arrow';"],
    ...['apache-arrow', 'flatbuffers'].map((name) => [
      `utimesSync(${JSON.stringify(inRoot('node_modules', name, 'package.json'))}, new Date(), new Date());`,
    ]),
    ["console.log(tableFromArrays({ a: [1] }).numRows === 1 ? '✓ one row' : '✗ rows')", 'check'],
    DONE,
  ],
  syntax: [['const = ;'], DONE],
  'failed-check': [["console.log('✗ look again')", 'check'], DONE],
  exit: [['process.exit(0)'], DONE],
  floats: [["Promise.reject(new Error('not awaited'));"], DONE],
  late: [["setTimeout(() => { throw new Error('too late') }, 20); console.log('featlab:done')", 'sentinel']],
  after: [["throw new Error('first')"], ['1'], ['2'], DONE],
  stderr: [["console.error('a warning')"], DONE],
  'no-end': [["console.log('one')"]],
  'early-end': [["console.log('something else')", 'sentinel']],
};

/** The same, as the student finds them. */
const STARTERS = {
  open: [["console.log('✗ fill in the gap')", 'check gap'], ["console.log('✓')", 'check'], DONE],
  'says-yes': [["console.log('✓ though the gap is open')", 'check gap'], DONE],
  'says-no': [["console.log('✗ of another cell')", 'check'], DONE],
};

/** Run twice. */
const AGAIN = {
  steady: [['console.log(1)'], ['console.log(process.hrtime.bigint())', 'timing'], DONE],
  unsteady: [['console.log(1)'], ['console.log(`at ${process.hrtime.bigint()}`)'], DONE],
};

const EXPECTED = {
  steady: /✓ es\/steady\.ipynb {2}3 cells, twice the same/,
  unsteady: /code cell 2 .*: it shows something else the second time:\n {2}1: at \d+\n {2}2: at \d+/,
  open: /✓ es\/open\.ipynb {2}3 cells/,
  'says-yes': /the gap is open and its check does not say so; it printed: ✓ though/,
  'says-no': /no line that begins with ✓; it printed: ✗ of another cell/,
  good: /✓ es\/good\.ipynb {2}4 cells/,
  'packages-change': /✓ es\/packages-change\.ipynb {2}5 cells/,
  syntax: /code cell 1 \(const = ;\): status error: .*Variable declaration expected/,
  'failed-check': /no line that begins with ✓; it printed: ✗ look again/,
  exit: /code cell 1 \(process\.exit\(0\)\): the kernel died/,
  floats: /cell 1 wrote on stderr after it was done: UnhandledPromiseRejection: Error: not awaited/,
  late: /cell 1 wrote on stderr after it was done: UncaughtException: Error: too late/,
  after: /code cell 1 .*status error:[^]*Error: first/,
  stderr: /text on stderr: a warning/,
  'no-end': /the last code cell has no tag `sentinel`/,
  'early-end': /the sentinel did not print featlab:done/,
};

const lines = {};
const count = await runAll(NOTEBOOKS, 'solution');
const starters = await runAll(STARTERS, 'starter');
const again = await runAll(AGAIN, 'solution', { twice: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function runAll(notebooks, state, options) {
  mkdirSync(join(folder, 'es'), { recursive: true });
  for (const [name, cells] of Object.entries(notebooks))
    writeFileSync(join(folder, 'es', `${name}.ipynb`), ipynb(cells));
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    const name = /es\/(.*)\.ipynb/.exec(text)?.[1];
    lines[name] = text;
    return true;
  });
  const names = Object.keys(notebooks).map((name) => `es/${name}.ipynb`);
  return runNotebooks(folder, names, state, options).finally(() => write.mockRestore());
}

function ipynb(cells) {
  const cell = ([source, tag], i) => ({
    cell_type: 'code',
    id: `cell-${i}`,
    metadata: { tags: tag ? tag.split(' ') : [] },
    source,
    outputs: [],
    execution_count: null,
  });
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: cells.map(cell) });
}

test.each(Object.keys(EXPECTED))('%s', (name) => {
  expect(lines[name]).toMatch(EXPECTED[name]);
  expect(lines[name].startsWith('✓')).toBe(['good', 'packages-change', 'open', 'steady'].includes(name));
});

test('only the good ones count as passed', () => {
  expect(count).toEqual({ passed: 2, failed: Object.keys(NOTEBOOKS).length - 2 });
  expect(starters).toEqual({ passed: 1, failed: Object.keys(STARTERS).length - 1 });
  expect(again).toEqual({ passed: 1, failed: 1 });
});
